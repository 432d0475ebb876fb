namespace Slipway.Processes;

/// <summary>Finds programs as a shell would.</summary>
public static class Programs
{
    private const string System = "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin";

    /// <summary>The path of an executable file: on PATH, then in the folders of system programs; a name with a slash is only looked at.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? Find(string name) => name.Contains('/')
        ? IsExecutable(name) ? name : null
        : Find(name, $"{Environment.GetEnvironmentVariable("PATH")}:{System}", Environment.CurrentDirectory);

    /// <param name="name">Without a slash.</param>
    /// <param name="path">Folders with a colon between them.</param>
    /// <param name="folder">What relative folders on the path lie in, absolute.</param>
    internal static string? Find(string name, string path, string folder) => path
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => Path.Combine(folder, one, name))
        .FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path)
    {
        const UnixFileMode any = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & any) != 0;
    }
}
