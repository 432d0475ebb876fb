namespace Slipway.Processes;

/// <summary>
/// Where the program of a command lies. The runtime would look beside our own program and in our current folder first, on our PATH
/// and relative to our folder; a command has its own folder and may have its own PATH.
/// </summary>
internal static class ProgramLookup
{
    /// <returns>An absolute path; null when no program of that name is on the command's PATH. One with a slash need not exist.</returns>
    public static string? Find(CommandLine command)
    {
        var folder = command.Folder is { Length: > 0 } given ? Path.GetFullPath(given) : Environment.CurrentDirectory;
        if (command.Program.Contains('/'))
            return Path.GetFullPath(command.Program, folder);
        return command.Variables.GetValueOrDefault("PATH") is { } own ? Programs.Find(command.Program, own, folder) : Programs.Find(command.Program);
    }
}
