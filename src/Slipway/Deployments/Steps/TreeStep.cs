using Slipway.Content;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>Makes the release's tree from the content store: beside its place, synced, then renamed into it.</summary>
/// <param name="Manifest">Digest of the manifest, which is an object of the store itself.</param>
public sealed record TreeStep(string Manifest) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        var store = new ContentStore(context.Layout.Store);
        var manifest = store.ReadManifest(Manifest);
        var temp = context.ReleaseFolder + ".tmp";
        Remove(temp);
        Directory.CreateDirectory(context.Layout.Releases);
        var owner = context.Machine.DeployFiles;
        await ReleaseTree.CreateAsync(manifest, store, temp, owner.User, owner.Group, context.Cancel);
        await context.InsideAsync();
        Posix.SyncFileSystem(temp);
        Posix.Rename(temp, context.ReleaseFolder);
        Posix.SyncFolder(context.Layout.Releases);
    }

    /// <summary>A whole release stays for diagnosis until it is pruned; a half-made one goes at once.</summary>
    public override Task UndoAsync(StepContext context)
    {
        Remove(context.ReleaseFolder + ".tmp");
        return Task.CompletedTask;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
