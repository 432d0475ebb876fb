namespace Slipway.Checks.Project.Files.Ini;

/// <summary>Reads Supervisor's, systemd's and MySQL's files: sections, <c>key = value</c>, lines that go on.</summary>
internal static class IniReader
{
    public static IReadOnlyList<IniSection> Read(string text)
    {
        var sections = new List<IniSection>();
        var settings = new List<IniSetting>();
        sections.Add(new("", settings));
        var at = 0;
        var goesOn = false;
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.Trim();
            if (trimmed.Length > 0 && trimmed[0] is not ('#' or ';'))
            {
                if (settings.Count > 0 && (goesOn || (char.IsWhiteSpace(line[0]) && !trimmed.Contains('='))))
                    settings[^1] = settings[^1] with { Value = $"{settings[^1].Value.TrimEnd('\\').TrimEnd()} {Plain(trimmed)}".Trim() };
                else if (trimmed[0] == '[')
                    sections.Add(new(trimmed.Trim('[', ']').Trim(), settings = []));
                else
                    settings.Add(Setting(trimmed, at + line.IndexOf(trimmed[0])));
                goesOn = trimmed.EndsWith('\\');
            }

            at += line.Length + 1;
        }

        return sections;
    }

    private static IniSetting Setting(string line, int index)
    {
        var equals = line.IndexOf('=');
        return equals < 0 ? new(line, "", index) : new(line[..equals].Trim(), Plain(line[(equals + 1)..].Trim()), index);
    }

    // A comment behind a value begins after a blank.
    private static string Plain(string value)
    {
        var comment = value.IndexOf(" ;", StringComparison.Ordinal);
        return (comment < 0 ? value : value[..comment]).Trim();
    }
}
