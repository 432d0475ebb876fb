using Slipway.Migrations;
using Slipway.EnvFiles;
using Slipway.Project;

namespace Slipway.Stacks;

/// <summary>What a stack needs to be built, started and served: data only. Made by each stack from the project's folder and settings.</summary>
public sealed record StackRecipe
{
    /// <summary>laravel, php, django, node, aspnet, static.</summary>
    public required string Stack { get; init; }

    /// <summary>Commands that make the content to send; run on this machine in the project's folder.</summary>
    public IReadOnlyList<RecipeCommand> LocalBuild { get; init; } = [];

    /// <summary>The folder whose content is the release, relative to the project; null = the project's own tree (tracked files + <see cref="Include"/>).</summary>
    public string? ContentFolder { get; init; }

    /// <summary>Build output sent beside the tracked files (vendor, public/build …).</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Never sent, gitignore syntax, beside the general defaults.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Commands in the release folder on the host, as the deploy user, before the release starts. Those without a common dependency run in parallel.</summary>
    public IReadOnlyList<RecipeCommand> HostBuild { get; init; } = [];

    public Migration? Migration { get; init; }

    public required Serving Serving { get; init; }

    /// <summary>The web process; null when nginx serves files alone.</summary>
    public AppProcess? Web { get; init; }

    /// <summary>What the web process listens on: as the project file says, or a port where the framework can do nothing else.</summary>
    public Listen Listen { get; init; }

    public IReadOnlyList<AppProcess> Workers { get; init; } = [];

    /// <summary>
    /// Folders linked to shared/, created with their skeleton, owned by the run user. An entry below another entry is
    /// only created, not linked: "storage", "storage/logs" is one link and one folder in it.
    /// </summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>Folders inside the release that the run user writes (caches); created when absent.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>Relative symlinks made in the release: path in the release → text of the link ("public/storage" → "../storage/app/public").</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the framework reads its env file inside the release (".env"); null = only as process environment.</summary>
    public string? EnvFile { get; init; }

    /// <summary>By whose rules the app reads its env file, so by whose rules Slipway takes the values.</summary>
    public EnvDialect EnvDialect { get; init; }

    /// <summary>
    /// Variables for every process and command, with <see cref="Placeholders"/>. One whose text has a placeholder wins over the
    /// app's env (a socket path is ours to say), any other is a default that the app's env overrides: <see cref="ProcessEnvironment"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Software that the host must have.</summary>
    public IReadOnlyList<Requirement> Requires { get; init; } = [];

    /// <summary>mysql, postgresql, sqlite or null: what is dumped before migrations.</summary>
    public string? Database { get; init; }

    public string HealthPath { get; init; } = "/";
}

/// <param name="Name">Short, for the step's title ("config cache").</param>
/// <param name="Command">Words, with <see cref="Placeholders"/>.</param>
/// <param name="After">Names of commands that must have succeeded before.</param>
public sealed record RecipeCommand(string Name, IReadOnlyList<string> Command, params IReadOnlyList<string> After)
{
    /// <summary>Set when the command fills a folder that depends on a lock file only: the folder is copied from a cache of the same digest. Commands with the same cache are skipped together when it is there.</summary>
    public DependencyCache? Cache { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Variables for this command only.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}

/// <param name="Folder">Filled by the command, relative to the release (".venv").</param>
/// <param name="Locks">Files whose content decides what is in it; those that do not exist count as empty.</param>
public sealed record DependencyCache(string Folder, IReadOnlyList<string> Locks)
{
    /// <summary>Files, or folders of files, that contain the absolute path of the release they were made in; in a copy it is replaced.</summary>
    public IReadOnlyList<string> Relocate { get; init; } = [];
}

/// <param name="Kind">How nginx reaches the app.</param>
/// <param name="DocumentRoot">Folder that is public, relative to the release; null = no files are served by nginx.</param>
public sealed record Serving(ServingKind Kind, string? DocumentRoot)
{
    /// <summary>Folders of fingerprinted assets as URL prefixes with their folder relative to the release: "/assets/" → "wwwroot/assets".</summary>
    public IReadOnlyDictionary<string, string> Assets { get; init; } = new Dictionary<string, string>();

    /// <summary>Other folders that nginx serves under a URL prefix, relative to the release: "/media/" → "media". Names in them never change content by release, so nothing is bridged.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>What answers for paths that are no file, relative to the document root: "index.php" for FastCGI, "index.html" for a single-page site.</summary>
    public string? FrontController { get; init; }

    /// <summary>True when every script below the document root may be asked for (plain PHP); false = the front controller alone runs.</summary>
    public bool AnyScript { get; init; }

    public bool WebSockets { get; init; }
}

public enum ServingKind { Static, Proxy, FastCgi }

/// <param name="Name">web, or the worker's name with its number (queue-1).</param>
/// <param name="Command">Words, with <see cref="Placeholders"/>; started in the release folder as the run user.</param>
public sealed record AppProcess(string Name, IReadOnlyList<string> Command)
{
    /// <summary>How long it may take to finish after TERM.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The signal that asks it to finish its requests (PHP-FPM: SIGQUIT).</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>Files written into the release's .slipway folder before the start (PHP-FPM's configuration): name → text with <see cref="Placeholders"/>.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}

/// <param name="Name">For people: "PHP-FPM 8.2".</param>
/// <param name="AnyOf">Programs (PATH names or absolute paths) of which one must exist.</param>
/// <param name="Package">Debian package that brings it.</param>
public sealed record Requirement(string Name, IReadOnlyList<string> AnyOf, string Package)
{
    /// <summary>When set ("php-fpm"), <c>{php-fpm}</c> stands for the absolute path of the first of <see cref="AnyOf"/> that the host has.</summary>
    public string? Placeholder { get; init; }
}
