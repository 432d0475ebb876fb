using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Steps;

/// <summary>
/// What the new release needs of web server and systemd, beside what the old one has: its shape and its units. Nothing that the old
/// release is served or started by changes. Other sites are not touched.
/// </summary>
public sealed record SiteStep(IReadOnlyList<SiteFile> Files) : Step
{
    public override async Task RunAsync(StepContext context)
    {
        context.Machine.PrepareRunFolder();
        await Changes(context).MakeAsync([.. Files.Select(f => ReleaseUnits.Beside(f, context.Plan))]);
    }

    public override Task UndoAsync(StepContext context) => Changes(context).PutBackAsync();

    internal static SiteChanges Changes(StepContext context) => new(context, "site");
}
