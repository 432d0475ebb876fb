namespace Slipway.Hosts;

/// <summary>Where everything of one app environment lies on a host. Nothing else composes these paths.</summary>
/// <param name="App">App name.</param>
/// <param name="Environment">Environment name.</param>
/// <param name="Root">The app's folder: /srv/&lt;app&gt;.</param>
/// <param name="State">Our own folder: /var/lib/slipway/&lt;app&gt;-&lt;env&gt;.</param>
/// <param name="Run">Sockets, gone at reboot: /run/slipway/&lt;app&gt;-&lt;env&gt;.</param>
public sealed record HostLayout(string App, string Environment, string Root, string State, string Run)
{
    /// <summary>The layout of a server.</summary>
    public static HostLayout Server(string app, string environment, string root) =>
        new(app, environment, root, $"/var/lib/slipway/{app}-{environment}", $"/run/slipway/{app}-{environment}");

    /// <summary>The layout below one folder of this machine. Sockets lie in <paramref name="run"/> because a socket's path may have 107 bytes only.</summary>
    public static HostLayout Local(string app, string environment, string folder, string run) =>
        new(app, environment, Path.Combine(folder, "site"), Path.Combine(folder, "state"), run);

    /// <summary>&lt;app&gt;-&lt;env&gt;: the key of units, state and locks.</summary>
    public string Key => $"{App}-{Environment}";

    public string Releases => Path.Combine(Root, "releases");
    public string Shared => Path.Combine(Root, "shared");

    /// <summary>The host's env, one file per version, and <c>current.env</c>.</summary>
    public string Env => Path.Combine(Root, "env");

    /// <summary>HOME of the app's commands: <c>deploy</c> and <c>run</c>, each its user's own.</summary>
    public string Homes => Path.Combine(Root, "home");

    /// <summary>Fingerprinted assets of the kept good releases, so that old pages find them.</summary>
    public string Assets => Path.Combine(Root, "assets");

    /// <summary>The one symlink whose rename is the switch; its text is <c>releases/&lt;id&gt;</c>.</summary>
    public string Current => Path.Combine(Root, "current");

    /// <summary>The release before <see cref="Current"/>.</summary>
    public string Previous => Path.Combine(Root, "previous");

    /// <summary>The release that is being proven through the private entrance.</summary>
    public string Next => Path.Combine(Root, "next");

    public string Release(string id) => Path.Combine(Releases, id);

    /// <summary>Our folder inside a release: env, launchers, socket link, manifest.</summary>
    public string Meta(string id) => Path.Combine(Release(id), ".slipway");

    /// <summary>The real socket of a release.</summary>
    public string Socket(string id) => Path.Combine(Run, id + ".sock");

    /// <summary>Where the web server listens with the block that serves all releases of this shape.</summary>
    public string ShapeSocket(string shape) => Path.Combine(Run, shape + "-entrance.sock");

    /// <summary>What the site proxies to: a symlink in the serving release, so the switch needs no reload.</summary>
    public string CurrentWeb => Path.Combine(Current, ".slipway", WebSocketName);

    /// <summary>The same of the release that is being proven.</summary>
    public string NextWeb => Path.Combine(Next, ".slipway", WebSocketName);

    /// <summary>In each release on a server: the symlink to the socket of its shape.</summary>
    public const string WebSocketName = "web.sock";

    /// <summary>The private entrance of <c>local</c> to the release that is being proven; on a server that is <see cref="NextWeb"/>.</summary>
    public string Entrance => Path.Combine(Run, "next-entrance.sock");

    /// <summary>A second private entrance that goes to <c>current</c>: health of the serving release through the web path.</summary>
    public string CurrentEntrance => Path.Combine(Run, "current-entrance.sock");

    public string Journal => Path.Combine(State, "journal");
    public string Store => Path.Combine(State, "store");
    public string Backups => Path.Combine(State, "backups");
    public string Transactions => Path.Combine(State, "transactions");
    public string LockFile => Path.Combine(State, "lock");
    public string HolderFile => Path.Combine(State, "holder.json");
    public string Caches => Path.Combine(State, "caches");

    /// <summary>Present while writes are frozen (503 for everything but the private entrances).</summary>
    public string FreezeFile => Path.Combine(Run, "freeze");

    /// <summary>
    /// Name of a process's units, without the instance: slipway-&lt;app&gt;-&lt;env&gt;--&lt;process&gt;. No app, environment or process has two
    /// hyphens in a row, so no name of one environment can be one of another's.
    /// </summary>
    public string UnitName(string process) => $"slipway-{Key}--{process}";

    /// <summary>As releases made before call it; two environments may meet in it.</summary>
    public string OlderUnitName(string process) => $"slipway-{Key}-{process}";
}
