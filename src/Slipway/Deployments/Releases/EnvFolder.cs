using System.Security.Cryptography;
using System.Text;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.Deployments.Releases;

/// <summary>The host's env files: one per content, named by fingerprint, and which one is current.</summary>
public static class EnvFolder
{
    private const int FingerprintDigits = 16;
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    /// <summary>First 16 hex digits of the SHA-256 of the text: tells two env files apart, does not tell values.</summary>
    public static string Fingerprint(Secret text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Reveal())))[..FingerprintDigits];

    /// <summary>The fingerprint of the env that a new release gets when none is given; null when the host has none.</summary>
    public static string? CurrentOf(HostLayout layout) =>
        new FileInfo(Current(layout)).LinkTarget is { } target ? Path.GetFileNameWithoutExtension(target) : null;

    /// <summary>Keeps an env file; makes it the current one only with <see cref="MakeCurrent"/>.</summary>
    public static string Put(HostLayout layout, Secret text, int user, int group)
    {
        if (!Directory.Exists(layout.Env))
        {
            Directory.CreateDirectory(layout.Env);
            Posix.ChangeMode(layout.Env, FileModes.PrivateProgram);
            Posix.ChangeOwner(layout.Env, user, group);
        }

        var fingerprint = Fingerprint(text);
        AtomicFile.Write(PathOf(layout, fingerprint), text.Reveal(), FileModes.Private, user, group);
        return fingerprint;
    }

    /// <exception cref="ProblemException">It is not there.</exception>
    public static Secret Read(HostLayout layout, string fingerprint) => File.Exists(PathOf(layout, fingerprint))
        ? new(File.ReadAllText(PathOf(layout, fingerprint)))
        : throw new ProblemException(new Problem(
            "release.env-missing", "The env of the release is not on the host", PathOf(layout, fingerprint),
            ["it was removed by hand"], "Deploy from source again, with the env file beside slipway.yaml."));

    public static string PathOf(HostLayout layout, string fingerprint) => Path.Combine(layout.Env, fingerprint + ".env");

    public static void MakeCurrent(HostLayout layout, string fingerprint)
    {
        var made = Current(layout) + ".new";
        Posix.Unlink(made);
        Posix.Symlink(fingerprint + ".env", made);
        Posix.Rename(made, Current(layout));
        Posix.SyncFolder(layout.Env);
    }

    /// <summary>Removes what no kept release has. A young file may belong to a deploy that waits for our lock.</summary>
    internal static void Collect(HostLayout layout, IEnumerable<string> keep, TimeProvider time)
    {
        if (!Directory.Exists(layout.Env))
            return;
        var kept = keep.ToHashSet();
        foreach (var file in Directory.EnumerateFiles(layout.Env, "*.env").Where(f => new FileInfo(f).LinkTarget is null))
            if (!kept.Contains(Path.GetFileNameWithoutExtension(file)) && time.GetUtcNow() - new FileInfo(file).LastWriteTimeUtc > Young)
                Posix.Unlink(file);
    }

    private static string Current(HostLayout layout) => Path.Combine(layout.Env, "current.env");
}
