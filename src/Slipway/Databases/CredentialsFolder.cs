using Slipway.Files;

namespace Slipway.Databases;

/// <summary>
/// A folder (0700) of the account that runs the database's client, for a file with the password: never an argument, never in an
/// environment. Removed on dispose.
/// </summary>
internal sealed class CredentialsFolder : IDisposable
{
    private readonly FileOwner _account;

    public CredentialsFolder(FileOwner account)
    {
        _account = account;
        Path = Directory.CreateTempSubdirectory("slipway-db-").FullName;
        Posix.ChangeOwner(Path, account.User, account.Group);
    }

    public string Path { get; }

    /// <summary>Writes a file (0600) of that account.</summary>
    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        AtomicFile.Write(path, content, FileModes.Secret, _account.User, _account.Group);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
