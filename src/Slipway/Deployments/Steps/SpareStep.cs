using Slipway.Content;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Deployments.Steps;

/// <summary>Makes a tree of the release's content ahead, for the next release to be made of. Nobody waits for it, and it may fail.</summary>
/// <param name="Manifest">Digest of the release's manifest.</param>
public sealed record SpareStep(string Manifest) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        await context.InsideAsync();
        try
        {
            if (ManifestFolder.TryRead(context.Layout, Manifest) is { } manifest)
                TreeStep.Spare(context).Make(manifest, context.Time, context.Control.LockWanted);
        }
        catch (Exception e) when (e is IOException or ProblemException or OperationCanceledException)
        {
            context.Log($"no tree was made ahead: {e.Message}");
            SpareTree.Remove(context.Layout.Releases);
        }
    }
}
