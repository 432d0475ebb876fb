using System.Security.Cryptography;
using System.Text;
using Slipway.Content;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Releases;

/// <summary>
/// Folders that depend on lock files only (virtual environments, node_modules), kept by the digest of those files and copied, never
/// hard linked: what a release changes in its own reaches no other.
/// </summary>
internal static class DependencyFolder
{
    /// <summary>True when the folder of the command is there already or was copied from the cache, so the command need not run.</summary>
    public static bool TryRestore(StepContext context, BuildCommand command)
    {
        if (command.CacheFolder is not { } folder)
            return false;
        var target = Path.Combine(context.ReleaseFolder, folder);
        lock (context)
        {
            if (File.Exists(Restored(context, folder)))
                return true;
            var owner = context.Machine.DeployFiles;
            if (Directory.Exists(target) || !Cache(context).TryRestore(Key(context, command), target, owner.User, owner.Group))
                return false;
            Relocate(context, command);
            File.Create(Restored(context, folder)).Dispose();
            return true;
        }
    }

    /// <summary>Keeps the folders that commands have filled.</summary>
    public static void Save(StepContext context, IReadOnlyList<BuildCommand> commands)
    {
        foreach (var command in commands.Where(c => c.CacheFolder is not null).DistinctBy(c => c.CacheFolder))
        {
            var folder = Path.Combine(context.ReleaseFolder, command.CacheFolder!);
            if (!File.Exists(Restored(context, command.CacheFolder!)) && Directory.Exists(folder))
            {
                Cache(context).Save(Key(context, command), folder);
                Files.AtomicFile.Write(Path.Combine(context.Layout.Caches, Key(context, command) + ".origin"), context.ReleaseFolder);
            }
        }
    }

    private static FolderCache Cache(StepContext context)
    {
        Directory.CreateDirectory(context.Layout.Caches);
        return new FolderCache(context.Layout.Caches, context.Time);
    }

    private static string Key(StepContext context, BuildCommand command)
    {
        var text = new StringBuilder(command.CacheFolder).Append('\n').AppendJoin(' ', command.Command.Select(w => w.Replace(context.ReleaseFolder, ""))).Append('\n');
        foreach (var path in command.CacheLocks.Select(l => Path.Combine(context.ReleaseFolder, l)))
            text.Append(File.Exists(path) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : "none").Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    // The marker of a restored folder lies in the transaction's folder: the release itself must not differ from a built one.
    private static string Restored(StepContext context, string folder)
    {
        Directory.CreateDirectory(context.WorkFolder);
        return Path.Combine(context.WorkFolder, "restored-" + folder.Replace('/', '_'));
    }

    /// <summary>Scripts in it that name the release they were made in are made to name this one.</summary>
    private static void Relocate(StepContext context, BuildCommand command)
    {
        var origin = Path.Combine(context.Layout.Caches, Key(context, command) + ".origin");
        if (!File.Exists(origin))
            return;
        var old = File.ReadAllText(origin);
        foreach (var path in command.CacheRelocate.Select(r => Path.Combine(context.ReleaseFolder, r)))
            foreach (var file in Directory.Exists(path) ? Directory.EnumerateFiles(path) : File.Exists(path) ? [path] : [])
                RelocateFile(file, old, context.ReleaseFolder);
    }

    private static void RelocateFile(string file, string from, string to)
    {
        var info = new FileInfo(file);
        const int largest = 1 << 20;
        if (info.LinkTarget is not null || info.Length > largest)
            return;
        var text = File.ReadAllText(file);
        if (!text.Contains(from, StringComparison.Ordinal) || text.Contains('\0'))
            return;
        using var output = new FileStream(file, FileMode.Truncate, FileAccess.Write);
        output.Write(Encoding.UTF8.GetBytes(text.Replace(from, to)));
    }
}
