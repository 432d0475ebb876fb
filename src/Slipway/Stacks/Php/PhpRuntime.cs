using Slipway.Files;
using Slipway.Project;

namespace Slipway.Stacks.Php;

/// <summary>How PHP is served: an FPM master of its own for each release, with its own socket and opcache.</summary>
internal static class PhpRuntime
{
    private static readonly string[] Versions = ["8.5", "8.4", "8.3", "8.2", "8.1", "8.0", "7.4"];

    /// <summary>Newest first in both, so that FPM and the command line are the same version.</summary>
    public static IReadOnlyList<Requirement> Requires { get; } =
    [
        new("PHP-FPM", [.. Versions.Select(version => $"/usr/sbin/php-fpm{version}"), "php-fpm"], "php-fpm") { Placeholder = "php-fpm" },
        new("PHP", [.. Versions.Select(version => $"/usr/bin/php{version}"), "php"], "php-cli") { Placeholder = "php" },
    ];

    private static readonly string[] AssetNames = ["assets", "build"];

    /// <summary>Public folders of assets, so that pages of the release before find theirs. One with scripts in it is none: they must run.</summary>
    public static Dictionary<string, string> Assets(ProjectFolder folder, string root) => AssetNames
        .Select(name => (Name: name, Path: root == "." ? name : $"{root}/{name}"))
        .Where(asset => folder.HasFolder(asset.Path)
            && !Directory.EnumerateFiles(Path.Combine(folder.Root, asset.Path), "*.php", SearchOption.AllDirectories).Any())
        .ToDictionary(asset => $"/{asset.Name}/", asset => asset.Path);

    // opcache's memory sizes are read before a pool exists, so all of opcache is set on the command line.
    // error_log = /dev/null with --force-stderr: the journal's socket cannot be opened as /dev/stderr.
    public static AppProcess Web(AppEnvironment environment) => new("web",
    [
        "{php-fpm}", "--nodaemonize", "--force-stderr", .. AsRoot(environment.IsLocal, Posix.EffectiveUser()), "--fpm-config", "{meta}/fpm.conf",
        "-d", "opcache.enable=1", "-d", "opcache.validate_timestamps=0", "-d", "opcache.memory_consumption=128",
        "-d", "opcache.interned_strings_buffer=16", "-d", "opcache.max_accelerated_files=20000",
        "-d", "expose_php=0", "-d", "display_errors=0", "-d", "log_errors=1",
    ])
    {
        StopSignal = "SIGQUIT",
        Files = new Dictionary<string, string> { ["fpm.conf"] = Pool(environment.Limits) },
    };

    /// <summary>A server's unit has a user of its own; on this machine the app runs as the caller, and FPM refuses root unless told.</summary>
    internal static IReadOnlyList<string> AsRoot(bool isLocal, int user) => isLocal && user == 0 ? ["--allow-to-run-as-root"] : [];

    // The site's limit is the only one: PHP's own (2 MB, 8 MB) would be found by the first large upload. With the form's other fields it may be a little more than the file.
    private static string Pool(WebLimits limits) => $$"""
        ; Written by Slipway for this release; the distribution's pools are not used.
        [global]
        daemonize = no
        error_log = /dev/null
        process_control_timeout = 50s
        emergency_restart_threshold = 10
        emergency_restart_interval = 1m

        [web]
        listen = {socket}
        listen.mode = 0660
        pm = dynamic
        pm.max_children = 20
        pm.start_servers = 2
        pm.min_spare_servers = 2
        pm.max_spare_servers = 6
        pm.max_requests = 1000
        request_terminate_timeout = {{(int)limits.Timeout.TotalSeconds}}s
        clear_env = no
        catch_workers_output = yes
        decorate_workers_output = no
        security.limit_extensions = .php
        php_value[post_max_size] = {{limits.Body}}
        php_value[upload_max_filesize] = {{limits.Body}}

        """;
}
