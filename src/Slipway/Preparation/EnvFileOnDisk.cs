using System.Globalization;
using Slipway.EnvFiles;
using Slipway.Files;
using Slipway.Secrets;

namespace Slipway.Preparation;

/// <summary>The env file of an environment on this machine: <c>.env.production</c> beside slipway.yaml.</summary>
public sealed class EnvFileOnDisk(string folder, string environment)
{
    public string Name => ".env." + environment;

    public string Path => System.IO.Path.Combine(folder, Name);

    /// <summary>Null when it is not there; a broken link is a problem, not an absent file.</summary>
    /// <exception cref="Problems.ProblemException">It cannot be read, is too large, binary or not UTF-8.</exception>
    public Secret? Read() =>
        !System.IO.Path.Exists(Path) && new FileInfo(Path).LinkTarget is null ? null : new(EnvFile.ReadText(Path));

    /// <summary>Replaces it whole, readable by its owner only; what was there is kept beside it. A link stays a link.</summary>
    /// <returns>The name of the backup; null when there was nothing.</returns>
    public string? Write(Secret text, TimeProvider time)
    {
        var target = File.Exists(Path) ? File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path : Path;
        string? backup = null;
        if (File.Exists(target))
        {
            backup = $"{Name}.backup-{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
            for (var n = 2; File.Exists(System.IO.Path.Combine(folder, backup)); n++)
                backup = $"{backup.Split('_')[0]}_{n}";
            AtomicFile.Write(System.IO.Path.Combine(folder, backup), File.ReadAllBytes(target), FileModes.Secret);
        }

        AtomicFile.Write(target, text.Reveal(), FileModes.Secret);
        return backup;
    }

    /// <summary>Takes the rights of group and others away, if they have any.</summary>
    /// <returns>True when something was changed.</returns>
    public bool MakePrivate()
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!File.Exists(Path) || (File.GetUnixFileMode(Path) & ~owner) == 0)
            return false;
        File.SetUnixFileMode(Path, owner);
        return true;
    }

    /// <summary>Patterns for .gitignore that keep the file, its backups and what an interrupted write leaves out of git.</summary>
    public IReadOnlyList<string> Ignored => [$"/{Name}", $"/{Name}.backup-*", $"/.{Name}.*.tmp"];
}
