namespace Slipway.Project;

/// <summary>One environment of an app as the project file describes it, defaults applied: what every command works from.</summary>
public sealed record AppEnvironment
{
    /// <summary>Lower-case letters, digits and hyphens, 1–40 characters: part of unit names and paths.</summary>
    public required string App { get; init; }

    /// <summary>Name of the environment, same alphabet, 1–20 characters.</summary>
    public required string Name { get; init; }

    /// <summary>laravel, php, django, node, aspnet, static (compose later); null when it is to be detected.</summary>
    public string? Stack { get; init; }

    /// <summary>The project's folder on this machine, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The public address, http or https; null only on <c>local</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary>Further host names that are served.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What the site answers to, each with its port unless that is the scheme's own; none on <c>local</c>.</summary>
    public IReadOnlyList<string> Served =>
        Url is null ? [] : [.. Names.Select(n => Url.IsDefaultPort ? n : $"{n}:{Url.Port}").Prepend(Url.Authority).Distinct()];

    public Tls Tls { get; init; }

    /// <summary>In the order of the file: the first is the decision host.</summary>
    public IReadOnlyList<HostAddress> Hosts { get; init; } = [];

    /// <summary>Owns code and env on the host.</summary>
    public string DeployUser { get; init; } = "deploy";

    /// <summary>Runs the app; default is the app's name.</summary>
    public required string RunUser { get; init; }

    /// <summary>Folder on the host: /srv/&lt;app&gt; for production, else /srv/&lt;app&gt;-&lt;env&gt;.</summary>
    public required string Root { get; init; }

    public HealthCheck Health { get; init; } = new();

    public Services Services { get; init; } = new();

    /// <summary>Folders kept from release to release, relative to the app; added to the stack's own.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>Patterns in gitignore syntax added to the defaults.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Listed build output that is sent although git does not track it (folders or files, relative).</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    public BuildPlace Build { get; init; }

    public Listen Listen { get; init; }

    public IReadOnlyList<Hook> Hooks { get; init; } = [];

    /// <summary>How the app lists and applies its migrations, for stacks that cannot know (php, node, aspnet); null = the stack's own way or none.</summary>
    public MigrationCommands? Migrations { get; init; }

    /// <summary>How many good releases stay on the host, the serving one included.</summary>
    public int Keep { get; init; } = 5;

    /// <summary>What the web server takes from a visitor, and how long it waits for the app.</summary>
    public WebLimits Limits { get; init; } = new();

    /// <summary>The longest that requests to the old release may go on after the switch.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the new release is watched after the switch before it is committed.</summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromSeconds(10);

    public OnHostFailure OnHostFailure { get; init; }

    public CheckSettings Checks { get; init; } = new();

    /// <summary>Checks that may fail for a while.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>The project file, absolute; for <c>Where</c> of problems.</summary>
    public string? File { get; init; }

    /// <summary>True for the target on this machine: no server, no root.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Real visitors use it: what is done to it is asked first, and the strictest rules hold.</summary>
    public bool IsProduction => !IsLocal && ProductionName.Is(Name);
}

public enum Tls { Auto, Internal, Provided, Panel, None }

public enum BuildPlace { Local, Host }

public enum Listen { Socket, Port }

/// <summary>What happens when one of several hosts fails.</summary>
public enum OnHostFailure { UndoAll, Exclude }

/// <summary>A host of an environment: <c>user@address[:port]</c> with roles.</summary>
/// <param name="User">Login name; null = what ssh's own configuration says.</param>
public sealed record HostAddress(string? User, string Address, int? Port)
{
    /// <summary>web, worker, migrate. The first host has all when no host names roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["web", "worker", "migrate"];

    public bool Has(string role) => Roles.Contains(role);

    public override string ToString() =>
        (User is null ? "" : User + "@") + (Address.Contains(':') ? $"[{Address}]" : Address) + (Port is null ? "" : ":" + Port);
}

/// <summary>How the app is asked whether it is well.</summary>
public sealed record HealthCheck
{
    public string Path { get; init; } = "/";

    /// <summary>True when the project file names the path; else the stack's own takes its place.</summary>
    public bool PathGiven { get; init; }

    /// <summary>The status that means healthy.</summary>
    public int Expect { get; init; } = 200;

    /// <summary>How long a starting release may take until it is healthy.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What the app needs beside its own web process.</summary>
public sealed record Services
{
    /// <summary>mysql, postgresql, sqlite or null. mysql also means MariaDB.</summary>
    public string? Database { get; init; }

    /// <summary>redis or null.</summary>
    public string? Cache { get; init; }

    public IReadOnlyList<Worker> Workers { get; init; } = [];
}

/// <param name="Name">Lower-case name, part of the unit's name.</param>
/// <param name="Command">Words of the command, split by <see cref="Text.Shell.Split"/>.</param>
/// <param name="Count">How many run side by side.</param>
/// <param name="StopTimeout">How long a worker may take to finish its job after TERM.</param>
public sealed record Worker(string Name, IReadOnlyList<string> Command, int Count, TimeSpan StopTimeout);

/// <summary>A command of the project's own, before or after a named step.</summary>
/// <param name="When">before or after.</param>
/// <param name="Step">Name of the step: upload, build, protect, migrate, start, switch, soak, commit.</param>
/// <param name="Command">Words.</param>
/// <param name="Local">True: runs on this machine, else on each host in the release folder as the deploy user.</param>
public sealed record Hook(string When, string Step, IReadOnlyList<string> Command, bool Local)
{
    /// <summary>True before the source is read; else a local hook runs after the success.</summary>
    public bool IsBeforeSource => When == "before";

    /// <summary>Local hooks run before the source is read or after the success, nowhere else. A refused step (null) is told elsewhere.</summary>
    public static bool RunsHere(string when, string? step) => step is null || (when == "before" ? step is "upload" or "build" : step == "commit");
}
