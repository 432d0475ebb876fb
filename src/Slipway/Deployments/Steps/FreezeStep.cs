using Slipway.Deployments.Plans;
using Slipway.Deployments.Transactions;
using Slipway.Files;

namespace Slipway.Deployments.Steps;

/// <summary>
/// Answers 503 to visitors while data that cannot be undone changes: from the dump to the end of the soak. The file lies in
/// /run, so a reboot cannot leave it behind.
/// </summary>
public sealed record FreezeStep : Step
{
    public override async Task RunAsync(StepContext context)
    {
        context.Machine.PrepareRunFolder();
        AtomicFile.Write(context.Layout.FreezeFile, context.Plan.Transaction + "\n", FileModes.Public);
        await context.InsideAsync();
        foreach (var worker in context.Plan.PreviousProcesses.Where(p => !p.IsWeb))
            await context.Machine.StopAsync(worker, context.Plan.Previous!, wait: true, context.Cancel);
    }

    public override async Task UndoAsync(StepContext context)
    {
        foreach (var worker in context.Plan.PreviousProcesses.Where(p => !p.IsWeb))
            await context.Machine.StartAsync(worker, context.Plan.Previous!, context.Cancel);
        Thaw(context);
    }

    internal static void Thaw(StepContext context) => Posix.Unlink(context.Layout.FreezeFile);
}
