using Slipway.Checks;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Protocol;
using Slipway.Stacks;

namespace Slipway.Cli;

/// <summary>What every command that works on an environment begins with.</summary>
internal static class ProjectEnvironment
{
    public const string Local = "local";

    /// <summary>The environment that was named, or the only one; <c>local</c> always exists.</summary>
    public static AppEnvironment Find(CommandContext context, string? name) => Find(Project(context), name);

    /// <summary>The project as checks look at it, for the environment that was named.</summary>
    public static CheckedProject Checked(CommandContext context, string? name)
    {
        var project = Project(context);
        return CheckedProject.Open(Find(project, name), project.Environments, context.Clock);
    }

    /// <summary>The project file that was named, or the nearest one from the folder upwards.</summary>
    public static ProjectFile Project(CommandContext context) =>
        ProjectFileReader.Read(context.ProjectPath ?? ProjectLocator.Find(context.Folder) ?? throw new ProblemException(CliProblems.NoProject(context.Folder)));

    /// <inheritdoc cref="Find(CommandContext, string?)"/>
    public static AppEnvironment Find(ProjectFile project, string? name) =>
        name == Local && project.Environments.All(e => e.Name != Local) ? project.Local() : project.Environment(name);

    /// <summary>The environment with one of its hosts; all of them when none is named.</summary>
    public static AppEnvironment Only(AppEnvironment environment, string? host)
    {
        if (host is null || environment.IsLocal)
            return environment;
        var found = environment.Hosts.Where(h => h.Address == host || h.ToString() == host).ToList();
        return found.Count > 0 ? environment with { Hosts = found } : throw new ProblemException(CliProblems.NoHost(host, environment));
    }

    /// <summary>Where visitors reach the environment; null when the project file does not say, or the local server not now: what was done is done.</summary>
    public static async Task<string?> UrlAsync(AppEnvironment environment, CancellationToken cancel)
    {
        if (!environment.IsLocal)
            return environment.Url?.ToString();
        try
        {
            return (await new LocalServerClient(LocalSite.Of(environment.Folder)).EdgeAsync(cancel: cancel)).ToString();
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    public static SshSettings Ssh(AppEnvironment environment)
    {
        var config = Environment.GetEnvironmentVariable("SLIPWAY_SSH_CONFIG");
        var settings = new SshSettings
        {
            KnownHosts = Path.Combine(environment.Folder, ".slipway", "known_hosts"),
            Protocol = ProtocolOptions.FromEnvironment("client"),
        };
        return config is { Length: > 0 } ? settings with { UserConfig = config } : settings;
    }

    /// <summary>Builds here while the connections to the hosts are made.</summary>
    public static async Task<ReleaseSource> ReadSourceAsync(AppEnvironment environment, string? reference, CommandContext context, Task<HostSessions> opening)
    {
        try
        {
            var env = await Env.EnvEncryption.AtHandAsync(environment, context);
            return await new SourceReader(environment, context.Output.Emit, context.Clock) { Env = env }.ReadAsync(reference, context.Cancel);
        }
        catch
        {
            await CloseAsync(opening);
            throw;
        }
    }

    /// <summary>Asks the hosts; tells what of an interrupted deployment was put right.</summary>
    public static async Task<IReadOnlyList<HostTarget>> InspectAsync(AppEnvironment environment, StackRecipe? recipe, HostSessions sessions, CommandContext context)
    {
        var hosts = await HostTargets.InspectAsync(environment, recipe, sessions, lookOnly: false, context.Cancel);
        foreach (var host in hosts.Where(h => h.State.Recovered is not null))
            context.Output.Line($"{host.Name}: an interrupted deployment was {(host.State.Recovered!.Outcome == Deployments.Journals.TransactionOutcome.Done ? "finished" : "undone")}: {host.State.Recovered.Problem?.Title}");
        foreach (var host in hosts.Where(h => h.State.Damage is not null))
            context.Output.Line($"{host.Name}: {host.State.Damage}");
        var reconciler = new HostReconciler(environment, sessions, context.Output.Emit, context.Clock);
        if (await reconciler.RunAsync(hosts, PlanOptions(force: false, allowDestructive: false) with { Hold = null }, context.Cancel))
            hosts = await HostTargets.InspectAsync(environment, recipe, sessions, lookOnly: false, context.Cancel);
        return hosts;
    }

    public static PlanOptions PlanOptions(bool force, bool allowDestructive) => new()
    {
        Force = force,
        AllowDestructive = allowDestructive,
        Who = $"{Environment.UserName}@{Environment.MachineName}",
        Hold = Environment.GetEnvironmentVariable("SLIPWAY_HOLD") is { Length: > 0 } hold ? hold : null,
        CommitWait = ProtocolOptions.SecondsFrom("SLIPWAY_COMMIT_WAIT"),
    };

    private static async Task CloseAsync(Task<HostSessions> opening)
    {
        try
        {
            await (await opening).DisposeAsync();
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            // The build's failure is what counts.
        }
    }
}
