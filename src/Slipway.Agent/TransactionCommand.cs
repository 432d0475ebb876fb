using System.Runtime.InteropServices;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Problems;

namespace Slipway.Agent;

/// <summary>One transaction, in its own unit. A signal does not end it half way: the unit's stop is a shutdown of the machine, and recovery at boot does the rest.</summary>
internal static class TransactionCommand
{
    public static async Task<int> RunAsync(string planFile)
    {
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        try
        {
            return await TransactionProcess.RunAsync(planFile, new ServerHost().MachineOf, TimeProvider.System);
        }
        catch (ProblemException e)
        {
            await Console.Error.WriteLineAsync($"slipway-agent: {e.Problem.Title}: {e.Problem.Detail}");
            return ExitCodes.Refused;
        }
    }
}
