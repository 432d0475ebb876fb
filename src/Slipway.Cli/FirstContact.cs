using Slipway.Deployments.Coordination;
using Slipway.Events;
using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>Opens the sessions of a command. A host that nobody knows yet is shown by its fingerprint, and a person decides.</summary>
internal static class FirstContact
{
    private const string UnknownKey = "host.unknown-key";

    /// <exception cref="ProblemException">All hosts that could not be reached, each with its reason.</exception>
    public static async Task<HostSessions> OpenAsync(AppEnvironment environment, CommandContext context)
    {
        var sessions = await OpenReachableAsync(environment, context);
        if (sessions.Unreachable.Count == 0)
            return sessions;
        await sessions.DisposeAsync();
        throw new ProblemException(sessions.Unreachable);
    }

    /// <summary>For commands that bring a release: the local server, too, is started and serves what it served before.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<HostSessions> OpenToReleaseAsync(AppEnvironment environment, CommandContext context)
    {
        if (environment.IsLocal)
            await LocalServerLauncher.EnsureRunningAsync(LocalSite.Of(environment.Folder), cancel: context.Cancel);
        return await OpenAsync(environment, context);
    }

    /// <summary>For commands that only look: what can be reached is better than nothing, the rest is told.</summary>
    /// <exception cref="ProblemException">No host could be reached.</exception>
    public static async Task<HostSessions> OpenReachableAsync(AppEnvironment environment, CommandContext context)
    {
        var ssh = ProjectEnvironment.Ssh(environment);
        var sessions = await HostSessions.OpenAsync(environment, AgentFile.Load, ssh, context.Cancel);
        if (context.Interactive && sessions.Unreachable is { Count: > 0 } problems && problems.All(p => p.Code == UnknownKey))
        {
            await sessions.DisposeAsync();
            foreach (var host in environment.Hosts.Where(h => problems.Any(p => Concerns(p, h))))
                await AskAsync(host, ssh, context);
            sessions = await HostSessions.OpenAsync(environment, AgentFile.Load, ssh, context.Cancel);
        }

        return sessions.All.Count > 0 ? sessions : throw new ProblemException(sessions.Unreachable);
    }

    /// <summary>The result of a command that looked at what could be reached; tells what could not.</summary>
    /// <param name="exit">The exit code when all could be reached.</param>
    public static ResultEvent Ended(string command, HostSessions sessions, CommandContext context, int exit = ExitCodes.Done)
    {
        foreach (var problem in sessions.Unreachable)
            context.Output.Emit(new ProblemEvent(problem));
        if (sessions.Unreachable.Count > 0)
            exit = ExitCodes.Unreachable;
        return new(command, exit, exit == ExitCodes.Done ? Outcome.Done : Outcome.Failed);
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
