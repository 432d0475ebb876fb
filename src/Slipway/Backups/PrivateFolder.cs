using Slipway.Files;
using Slipway.Processes;

namespace Slipway.Backups;

/// <summary>
/// A folder (0700) of the account that runs the database's client, for a file with the password: never an argument, never in an
/// environment. Removed on dispose.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private static readonly TimeSpan IdDeadline = TimeSpan.FromSeconds(10);
    private readonly int _uid;
    private readonly int _gid;

    private PrivateFolder(string path, int uid, int gid) => (Path, _uid, _gid) = (path, uid, gid);

    public string Path { get; }

    /// <param name="asRun">Makes a command run as that account.</param>
    public static async Task<PrivateFolder> MakeAsync(Func<CommandLine, CommandLine> asRun, CancellationToken cancel)
    {
        var uid = await IdAsync(asRun, "-u", cancel);
        var gid = await IdAsync(asRun, "-g", cancel);
        var folder = new PrivateFolder(Directory.CreateTempSubdirectory("slipway-db-").FullName, uid, gid);
        if (uid != Posix.EffectiveUser())
            Posix.ChangeOwner(folder.Path, uid, gid);
        return folder;
    }

    /// <summary>Writes a file (0600) of that account.</summary>
    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        var isOurs = _uid == Posix.EffectiveUser();
        AtomicFile.Write(path, content, FileModes.Secret, isOurs ? -1 : _uid, isOurs ? -1 : _gid);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static async Task<int> IdAsync(Func<CommandLine, CommandLine> asRun, string option, CancellationToken cancel)
    {
        var result = await Command.RunAsync(asRun(new CommandLine("id", option) { Deadline = IdDeadline }), cancel);
        return result.Succeeded && int.TryParse(result.Output.Trim(), out var id)
            ? id
            : throw new IOException($"id {option} ended with {result.Exit}: {result.LastWords}");
    }
}
