using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Sessions;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>Has each host make the env of a rollback. The texts stay on the hosts.</summary>
internal static class RollbackEnv
{
    /// <param name="oldSecrets">Take the env as it was, rotated credentials included.</param>
    public static async Task<IReadOnlyList<EnvMergeReply>> MakeAsync(
        AppEnvironment environment, IReadOnlyList<HostTarget> hosts, RollbackTarget target, HostSessions sessions, bool oldSecrets, CancellationToken cancel) =>
        await Task.WhenAll(hosts.Select(async (host, i) =>
        {
            var old = target.Descriptions[i].OriginalEnv ?? target.Descriptions[i].Env;
            if (old is null || oldSecrets || host.State.Env is not { } present || present == old)
                return new EnvMergeReply(old, []);
            return await sessions.Of(host.Name)
                .MergeEnvAsync(new EnvMergeRequest(host.Layout, old, present, environment.DeployUser, environment.RunUser), cancel);
        }));
}
