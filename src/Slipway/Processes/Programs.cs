namespace Slipway.Processes;

/// <summary>Finds programs as a shell would.</summary>
public static class Programs
{
    /// <summary>The path of an executable file: on PATH, then in the folders of system programs; a name with a slash is only looked at.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? Find(string name)
    {
        if (name.Contains('/'))
            return IsExecutable(name) ? name : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode any = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & any) != 0;
    }
}
