using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Steps;

/// <summary>
/// The switch: one rename of the symlink <c>current</c>. What the site says of both releases, its names, ports, TLS and limits, changes
/// with it: right after the rename, and right after the rename back.
/// </summary>
public sealed record SwitchStep : Step
{
    /// <summary>Fingerprinted assets that must stay reachable when pages of this release are old.</summary>
    public IReadOnlyList<AssetFolder> Assets { get; init; } = [];

    /// <summary>The site; empty where the web server is none of ours.</summary>
    public IReadOnlyList<SiteFile> Site { get; init; } = [];

    public override async Task RunAsync(StepContext context)
    {
        var layout = context.Layout;
        var serving = CurrentLink.Read(layout.Current);
        if (serving != context.Plan.Previous)
            throw new ProblemException(TransactionProblems.ServingChanged(context.Plan.Previous, serving));
        // The release must survive a power cut as the commit does.
        await context.SyncAsync();
        AssetBridge.Add(layout, context.Plan.Release, Assets);
        if (context.Plan.Previous is { } previous)
            CurrentLink.Prepare(Back(context), previous);
        CurrentLink.Point(layout, layout.Current, context.Plan.Release);
        await Changes(context).MakeAsync(Site);
    }

    /// <summary>Renames the link that was made ahead: no space is needed.</summary>
    public override async Task UndoAsync(StepContext context)
    {
        // A release of before there were shapes can be served by its own site only.
        if (context.Plan.Previous is { } previous && !HasShape(context.Layout, previous))
            await Changes(context).PutBackAsync();
        PutBackLink(context);
        await Changes(context).PutBackAsync();
    }

    internal static SiteChanges Changes(StepContext context) => new(context, "switch");

    private static bool HasShape(HostLayout layout, string release) =>
        new FileInfo(Path.Combine(layout.Meta(release), HostLayout.WebSocketName)).LinkTarget is not null;

    private static void PutBackLink(StepContext context)
    {
        var layout = context.Layout;
        if (CurrentLink.Read(layout.Current) == context.Plan.Release)
        {
            if (context.Plan.Previous is null)
                Posix.Unlink(layout.Current);
            else if (new FileInfo(Back(context)).LinkTarget is not null)
                Posix.Rename(Back(context), layout.Current);
            else
                CurrentLink.Point(layout, layout.Current, context.Plan.Previous);
            Posix.SyncFolder(layout.Root);
        }

        Posix.Unlink(Back(context));
        CurrentLink.Forget(layout.Current, context.Plan.Release);
    }

    internal static string Back(StepContext context) => context.Layout.Current + ".back";
}
