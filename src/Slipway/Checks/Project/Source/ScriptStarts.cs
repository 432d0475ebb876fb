using Slipway.Checks.Project.Dependencies;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Source;

/// <summary>Finds which scripts are started by their path: by images, timers, service files and the project file.</summary>
internal static class ScriptStarts
{
    // Who starts a script with one of these in front needs no executable bit; who copies or edits it does not start it.
    private static readonly string[] Harmless = ["sh", "bash", "dash", "zsh", "python", "python3", "php", "node", "perl", "ruby", "source", ".", "cat", "COPY", "ADD", "-f", "-r", "-x", "+x", "a+x", "u+x", "755", "0755", "chmod"];

    private static readonly string[] Lead = ["ENTRYPOINT", "CMD", "RUN", "entrypoint:", "command:", "command=", "command =", "run:", "-", "release:", "web:", "worker:", "Exec", "test:"];

    /// <returns>Script → <c>file:line</c> of who starts it.</returns>
    public static IReadOnlyDictionary<string, string> Read(ProjectFolder folder, IEnumerable<string> files, IEnumerable<string> scripts)
    {
        var starts = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> wanted = [.. scripts];
        foreach (var script in wanted.Where(script => script is "artisan" or "manage.py" || script.StartsWith("bin/", StringComparison.Ordinal)))
            starts[script] = script;
        List<string> starters = [.. files.Where(IsStarter)];
        var made = ImageModes.Made(starters.Where(path => RuntimeFiles.IsDockerfile(Path.GetFileName(path))).Select(path => folder.Text(path) ?? ""), wanted);
        foreach (var path in starters)
        {
            var lines = (folder.Text(path) ?? "").Split('\n');
            var isImage = RuntimeFiles.IsDockerfile(Path.GetFileName(path)) || RuntimeFiles.IsCompose(Path.GetFileName(path));
            for (var i = 0; i < lines.Length; i++)
                foreach (var script in wanted)
                    if (!(isImage && made.Contains(script)) && Starts(path, lines[i], script))
                        starts.TryAdd(script, $"{path}:{i + 1}");
        }

        return starts;
    }

    private static bool IsStarter(string path)
    {
        var name = Path.GetFileName(path);
        return RuntimeFiles.IsDockerfile(name) || RuntimeFiles.IsCompose(name) || IsTimer(name)
            || name is "Procfile" or "slipway.yaml" or "supervisord.conf" || name.EndsWith(".service", StringComparison.Ordinal)
            || (name.EndsWith(".conf", StringComparison.Ordinal) && path.Contains("superv", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsTimer(string name) => name.Contains("crontab", StringComparison.Ordinal) || name.EndsWith(".cron", StringComparison.Ordinal) || name == "cron";

    private static bool Starts(string path, string line, string script)
    {
        var name = Path.GetFileName(script);
        var text = line.Trim();
        if (text.StartsWith('#') || !text.Contains(name, StringComparison.Ordinal) || !(IsTimer(Path.GetFileName(path)) || IsCommand(text)))
            return false;
        var words = text.Split([' ', '\t', '"', '\'', '[', ']', ',', '{', '}', '=', ';', '&', '|'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
            if ((words[i].EndsWith("/" + script, StringComparison.Ordinal) || (words[i].EndsWith("/" + name, StringComparison.Ordinal) && !words[i].Contains(':'))) && (i == 0 || !Harmless.Contains(words[i - 1])))
                return true;
        return false;
    }

    private static bool IsCommand(string text) => Lead.Any(lead => text.StartsWith(lead, StringComparison.Ordinal)) || text.Contains(" run: ", StringComparison.Ordinal) || text.Contains("command: ", StringComparison.Ordinal);
}
