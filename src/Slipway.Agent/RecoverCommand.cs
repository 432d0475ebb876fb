using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Agent;

/// <summary>At boot: puts right what the reboot interrupted and starts what <c>current</c> names.</summary>
internal static class RecoverCommand
{
    public static async Task<int> RunAsync(string key)
    {
        var host = new ServerHost();
        var plan = Recovery.LastPlan($"/var/lib/slipway/{key}");
        if (plan is null)
            return ExitCodes.Done;
        await Recovery.BootAsync(plan.Layout, host.MachineOf, host.MachineOf(plan), TimeProvider.System,
            what => Console.Error.Write($"{what.Kind} {what.Step} {what.State} {what.Line} {what.Problem?.Title}\n"));
        return ExitCodes.Done;
    }
}
