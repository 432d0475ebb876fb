using System.Text;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Completes the release: its env, launchers, socket link, links to shared folders, writable folders and its description.
/// </summary>
public sealed record ConfigureStep : Step
{
    /// <summary>Where the framework reads its env file in the release, or null.</summary>
    public string? EnvFile { get; init; }

    /// <summary>Folders linked to shared/, with the nested ones that must exist in them.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>Folders in the release that the run user writes.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>Relative symlinks: path in the release → text of the link.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>Our own files of the release: path below .slipway → text. Those in <c>bin/</c> are executable.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public required ReleaseDescription Description { get; init; }

    /// <summary>The shape that serves it; null on <c>local</c> and without a web role.</summary>
    public string? Shape { get; init; }

    public override async Task RunAsync(StepContext context)
    {
        WriteMeta(context);
        await context.InsideAsync();
        WriteEnv(context);
        SharedFolders.TakeOver(context);
        foreach (var folder in SharedRoots())
            SharedFolders.Link(context, folder, [.. Shared.Where(s => s == folder || s.StartsWith(folder + "/", StringComparison.Ordinal))]);
        foreach (var folder in Writable)
            MakeWritable(context, folder);
        foreach (var (path, target) in Links)
            Link(Path.Combine(context.ReleaseFolder, path), target);
    }

    private void WriteMeta(StepContext context)
    {
        var owner = context.Machine.DeployFiles;
        Folder(context.MetaFolder, owner.User, owner.Group);
        foreach (var (name, text) in Files)
        {
            var path = Path.Combine(context.MetaFolder, name);
            Folder(Path.GetDirectoryName(path)!, owner.User, owner.Group);
            Put(path, Encoding.UTF8.GetBytes(text), name.StartsWith("bin/", StringComparison.Ordinal) ? FileModes.PrivateProgram : FileModes.Private, owner.User, owner.Group);
        }

        Put(Path.Combine(context.MetaFolder, "release"), Encoding.UTF8.GetBytes(context.Plan.Release + "\n"), FileModes.Public, owner.User, owner.Group);
        Put(Path.Combine(context.MetaFolder, ReleaseDescription.FileName), Encoding.UTF8.GetBytes(Description.ToJson()), FileModes.Public, owner.User, owner.Group);
        Link(Path.Combine(context.MetaFolder, "app.sock"), context.Layout.Socket(context.Plan.Release));
        if (Shape is null)
            return;
        Put(Path.Combine(context.MetaFolder, NginxShape.Marker(Shape)), [], FileModes.Public, owner.User, owner.Group);
        Link(Path.Combine(context.MetaFolder, HostLayout.WebSocketName), context.Layout.ShapeSocket(Shape));
    }

    private void WriteEnv(StepContext context)
    {
        var owner = context.Machine.DeployFiles;
        var variables = ReleaseVariables.Of(context);
        Put(Path.Combine(context.MetaFolder, "env"), Encoding.UTF8.GetBytes(variables.ToSystemd()), FileModes.Private, owner.User, owner.Group);
        if (EnvFile is not null && context.Plan.Env is { } env)
            Put(Path.Combine(context.ReleaseFolder, EnvFile), File.ReadAllBytes(EnvFolder.PathOf(context.Layout, env)), FileModes.Private, owner.User, owner.Group);
    }

    private IEnumerable<string> SharedRoots() =>
        Shared.Where(s => !Shared.Any(o => o != s && s.StartsWith(o + "/", StringComparison.Ordinal)));

    private static void MakeWritable(StepContext context, string folder)
    {
        var owner = context.Machine.RunFiles;
        var path = Path.Combine(context.ReleaseFolder, folder);
        Directory.CreateDirectory(path);
        // Links are neither followed nor changed: what they lead to need not be writable.
        var noLinks = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var entry in Directory.EnumerateFileSystemEntries(path, "*", noLinks).Append(path))
        {
            Posix.ChangeOwner(entry, context.Machine.DeployFiles.User, owner.Group);
            Posix.ChangeMode(entry, Directory.Exists(entry) ? FileModes.SharedFolder : FileModes.Shared);
        }
    }

    private static void Link(string path, string target)
    {
        Posix.Unlink(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Posix.Symlink(target, path);
    }

    // Nobody reads the release yet, and it is synced as a whole before the switch.
    private static void Put(string path, ReadOnlySpan<byte> content, int mode, int user, int group)
    {
        Posix.Unlink(path);
        using var file = Posix.CreateNew(path, FileModes.Private);
        file.ChangeOwner(user, group);
        file.ChangeMode(mode);
        file.Write(content);
    }

    private static void Folder(string path, int user, int group)
    {
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path);
        Posix.ChangeMode(path, FileModes.PublicFolder);
        Posix.ChangeOwner(path, user, group);
    }
}
