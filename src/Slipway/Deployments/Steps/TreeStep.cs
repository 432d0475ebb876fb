using Slipway.Content;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>Makes the release's tree from the content store beside its place, then renames it into it. It reaches the disk while the next steps work.</summary>
/// <param name="Manifest">Digest of the manifest, which is an object of the store itself.</param>
public sealed record TreeStep(string Manifest) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        var layout = context.Layout;
        var manifest = ManifestFolder.Read(layout, Manifest);
        Directory.CreateDirectory(layout.Releases);
        Spare(context).CreateRelease(manifest, id => ManifestFolder.TryRead(layout, id), context.ReleaseFolder + ".tmp", context.Cancel);
        await context.InsideAsync();
        Posix.Rename(context.ReleaseFolder + ".tmp", context.ReleaseFolder);
        context.StartSync();
    }

    internal static SpareTree Spare(StepContext context)
    {
        var owner = context.Machine.DeployFiles;
        return new SpareTree(context.Layout.Releases, new ContentStore(context.Layout.Store), new TreePolicy(owner.User, owner.Group));
    }

    /// <summary>A whole release stays for diagnosis until it is pruned; a half-made one goes at once.</summary>
    public override Task UndoAsync(StepContext context)
    {
        var half = context.ReleaseFolder + ".tmp";
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        return Task.CompletedTask;
    }
}
