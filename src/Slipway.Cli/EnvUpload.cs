using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;

namespace Slipway.Cli;

/// <summary>Brings the local env file to the hosts. A difference to what a host has needs a yes.</summary>
internal static class EnvUpload
{
    public static async Task SendAsync(ReleaseSource source, IReadOnlyList<HostTarget> hosts, HostSessions sessions, bool createUsers, CommandContext context)
    {
        if (source.Env is not { } text)
            return;
        var environment = source.Environment;
        var fingerprint = EnvFolder.Fingerprint(text);
        if (hosts.Any(h => h.State.Env is { } old && old != fingerprint))
            context.Agree($"Change the env of {environment.Name}?");
        await Task.WhenAll(hosts.Zip(sessions.All).Where(p => p.First.State.Env != fingerprint).Select(p =>
            p.Second.PutEnvAsync(new EnvRequest(p.First.Layout, text.Reveal(), environment.DeployUser, environment.RunUser) { CreateUsers = createUsers }, context.Cancel)));
    }
}
