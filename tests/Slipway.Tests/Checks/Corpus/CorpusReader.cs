namespace Slipway.Tests.Checks.Corpus;

/// <summary>Reads <c>.case</c> files; what it does not know is an error, so that no line is silently without effect.</summary>
internal static class CorpusReader
{
    private static readonly string[] Names = ["env", "unset", "delete", "mode", "git", "track", "size", "history", "requirement", "bom", "crlf", "run"];

    private static readonly string[] Kinds = ["append", "replace", "crlf", "bytes", "history", "tool"];

    public static CorpusCase Read(string name, string text)
    {
        var lines = text.Split('\n');
        var head = new List<(string Name, string Value)>();
        var at = 0;
        for (; at < lines.Length && !lines[at].StartsWith("== ", StringComparison.Ordinal); at++)
        {
            if (lines[at].Length == 0 || lines[at].StartsWith('#'))
                continue;
            var colon = lines[at].IndexOf(':');
            head.Add(colon > 0 ? (lines[at][..colon], lines[at][(colon + 1)..].Trim()) : throw new FormatException($"{name}: {lines[at]}"));
        }

        string? One(string key) => head.Where(line => line.Name == key).Select(line => line.Value).SingleOrDefault();
        var (fails, passes) = (One("fails"), One("passes"));
        if ((fails is null) == (passes is null))
            throw new FormatException($"{name}: either fails or passes");
        var rest = head.Where(line => line.Name is not ("base" or "environment" or "fails" or "passes")).ToList();
        if (rest.FirstOrDefault(line => !Names.Contains(line.Name)) is { Name: { } strange })
            throw new FormatException($"{name}: {strange}");
        return new(name, One("base") ?? throw new FormatException($"{name}: no base"), (fails ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet())
        {
            Environment = One("environment") ?? "production",
            Head = rest,
            Sections = Sections(name, lines[at..]),
        };
    }

    private static List<CorpusSection> Sections(string name, string[] lines)
    {
        var sections = new List<CorpusSection>();
        for (var at = 0; at < lines.Length;)
        {
            if (!lines[at].StartsWith("== ", StringComparison.Ordinal))
                throw new FormatException($"{name}: {lines[at]}");
            var words = lines[at][3..].Split(' ', 2);
            var kind = words.Length == 2 && Kinds.Contains(words[0]) ? words[0] : "";
            var path = kind == "" ? lines[at][3..] : words[1];
            var content = lines[(at + 1)..].TakeWhile(line => !line.StartsWith("== ", StringComparison.Ordinal)).ToList();
            at += content.Count + 1;
            var text = string.Join('\n', content.Select(line => line.StartsWith("\\== ", StringComparison.Ordinal) ? line[1..] : line)).TrimEnd('\n') + "\n";
            sections.Add(new(kind, path, text));
        }

        return sections;
    }
}
