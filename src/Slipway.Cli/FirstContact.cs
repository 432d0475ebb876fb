using Slipway.Deployments.Coordination;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>Opens the sessions of a command. A host that nobody knows yet is shown by its fingerprint, and a person decides.</summary>
internal static class FirstContact
{
    private const string UnknownKey = "host.unknown-key";

    public static async Task<HostSessions> OpenAsync(AppEnvironment environment, CommandContext context)
    {
        var ssh = ProjectEnvironment.Ssh(environment);
        try
        {
            return await HostSessions.OpenAsync(environment, AgentFile.Load, ssh, context.Cancel);
        }
        catch (ProblemException e) when (context.Interactive && e.Problems.All(p => p.Code == UnknownKey))
        {
            foreach (var host in environment.Hosts.Where(h => e.Problems.Any(p => Concerns(p, h))))
                await AskAsync(host, ssh, context);
        }

        return await HostSessions.OpenAsync(environment, AgentFile.Load, ssh, context.Cancel);
    }

    private static bool Concerns(Problem problem, HostAddress host) => problem.Where is not { } where || where.Contains(host.Address, StringComparison.Ordinal);

    private static async Task AskAsync(HostAddress host, SshSettings ssh, CommandContext context)
    {
        var key = await HostKeys.ScanAsync(host, ssh, context.Cancel);
        context.Output.Line($"{host} is not known yet. It shows this key:");
        context.Output.Line($"  {key.Type} {key.Fingerprint}");
        context.Output.Line("Compare it with what the provider's console shows, or on the host: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub");
        if (context.Output.Ask("Is it the same? It is then kept in .slipway/known_hosts [y/N]")?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
            throw new ProblemException(CliProblems.Declined());
        KnownHosts.Add(ssh.KnownHosts!, key);
    }
}
