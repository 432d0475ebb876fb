using Slipway.Cli.Output;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>"Already serves" is said only after the proof that <c>status</c> gives: every host's web path, processes and health.</summary>
internal static class ServingProof
{
    /// <summary>An app that is just being started again is given this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Tells what is wrong, and that a new release shall mend it.</summary>
    /// <returns>True when every host proves that it serves.</returns>
    public static async Task<bool> IsGivenAsync(AppEnvironment environment, IReadOnlyList<HostTarget> hosts, HostSessions sessions, CommandContext context)
    {
        var started = context.Clock.GetTimestamp();
        while (true)
        {
            var statuses = await HostStatus.AskAsync(environment, hosts, sessions, deep: false, context.Cancel);
            if (statuses.All(s => s.IsWell))
                return true;
            if (context.Clock.GetElapsedTime(started) > Patience)
            {
                foreach (var status in statuses)
                    foreach (var wrong in status.Wrong)
                        context.Output.Note(NoteKind.Bad, $"{status.Host.Name}: {hosts[0].State.Serving} is to serve, but {wrong}");
                context.Output.Line("a new release of the same content shall mend it");
                return false;
            }

            await Task.Delay(Pause, context.Clock, context.Cancel);
        }
    }
}
