using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary>The process of one transaction on the local target: it outlives the command that started it.</summary>
internal static class LocalTransaction
{
    public static async Task<int> RunAsync(LocalSite site, string planFile)
    {
        LocalNative.RedirectStandardStreams(site.LogFile);
        try
        {
            return await TransactionProcess.RunAsync(planFile, new LocalHost(site).MachineOf, TimeProvider.System);
        }
        catch (ProblemException e)
        {
            await Console.Error.WriteAsync($"transaction: {e.Problem.Title}: {e.Problem.Detail}\n");
            return ExitCodes.Refused;
        }
    }
}
