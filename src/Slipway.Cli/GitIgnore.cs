using Slipway.Files;

namespace Slipway.Cli;

/// <summary>Keeps what Slipway makes beside the project out of git, save the known hosts.</summary>
internal static class GitIgnore
{
    private static readonly string[] Lines = [".slipway/*", "!.slipway/known_hosts"];

    /// <returns>True when the file was changed. Lines that are there stay as they are.</returns>
    public static bool Add(string folder)
    {
        var path = Path.Combine(folder, ".gitignore");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var missing = Lines.Except(text.Split('\n').Select(l => l.Trim())).ToList();
        if (missing.Count == 0)
            return false;
        if (text.Length > 0 && !text.EndsWith('\n'))
            text += "\n";
        AtomicFile.Write(path, text + string.Join('\n', missing) + "\n", FileModes.Public);
        return true;
    }
}
