using Slipway.Processes;

namespace Slipway.Checks.Project.Dependencies.Advisories;

/// <summary>Asks the audit tool of an ecosystem about a manifest's locked packages, at most once a day and lock.</summary>
/// <param name="find">Path of a program; null when it is not installed.</param>
internal sealed class AdvisoryTool(string folder, Func<string, string?> find, AdvisoryCache cache)
{
    /// <summary>The tool asks a server: without an answer by then the check is unknown.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Wait for an answer, however slow, and ask again where there was none.</summary>
    public bool IsPatient { get; init; }

    private TimeSpan Limit => IsPatient ? TimeSpan.FromSeconds(50) : Deadline;

    /// <summary>Only answers that were given before: nobody is asked.</summary>
    public bool Offline { get; init; }

    /// <summary>True when there is something that a tool could be asked about.</summary>
    public static bool IsFor(DependencyManifest manifest) => manifest.Ecosystem != Ecosystem.Nuget || manifest.Wanted.Count > 0;

    public async Task<AdvisoryAnswer> AskAsync(DependencyManifest manifest, CancellationToken cancel)
    {
        if (manifest.Lock is null && manifest.Ecosystem != Ecosystem.Nuget)
            return Unknown(manifest, "not asked: there is no lock file");
        if (manifest.Ecosystem == Ecosystem.Python && manifest.Lock != manifest.Path)
            return Unknown(manifest, $"not asked: pip-audit does not read {manifest.Lock}");
        var locked = await File.ReadAllBytesAsync(Path.Combine(folder, manifest.Lock ?? manifest.Path), cancel);
        var key = AdvisoryCache.Key(manifest.Ecosystem, locked);
        if (cache.Find(key, manifest.Path) is { } known && (known.Reason is null || !IsPatient))
            return known;
        if (Offline)
            return Unknown(manifest, "not asked: nothing goes over the network here");
        var (program, arguments) = Words(manifest);
        if (find(program) is not { } path)
            return Unknown(manifest, $"not asked: {program} is not installed here");
        var answer = await RunAsync(manifest, path, program, arguments, cancel);
        cache.Add(key, answer);
        return answer;
    }

    private async Task<AdvisoryAnswer> RunAsync(DependencyManifest manifest, string path, string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var command = new CommandLine(path, arguments)
        {
            Folder = Path.Combine(folder, Path.GetDirectoryName(manifest.Ecosystem == Ecosystem.Npm ? manifest.Lock : manifest.Path) ?? ""),
            Deadline = Limit,
            KeepCharacters = 1 << 24,
            Variables = new Dictionary<string, string?>
            {
                ["COMPOSER_ALLOW_SUPERUSER"] = "1", ["NO_COLOR"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1",
                ["NPM_CONFIG_UPDATE_NOTIFIER"] = "false", ["NPM_CONFIG_FETCH_RETRIES"] = "0",
            },
        };
        var result = await Command.RunAsync(command, cancel);
        if (result.TimedOut)
            return Unknown(manifest, $"not answered: {program} did not end within {Limit.TotalSeconds:0} s{(IsPatient ? "" : "; --wait waits longer")}");
        return AdvisoryReader.Read(manifest.Ecosystem, result.Output) is { } advisories
            ? new AdvisoryAnswer(manifest.Path, null, advisories)
            : Unknown(manifest, $"not answered (offline?): {program} said {Short(result.LastWords)}");
    }

    private static (string Program, IReadOnlyList<string> Arguments) Words(DependencyManifest manifest) => manifest.Ecosystem switch
    {
        Ecosystem.Composer => ("composer", ["audit", "--format=json", "--locked", "--no-dev", "--no-interaction", "--no-plugins"]),
        Ecosystem.Npm => Npm(manifest.Lock!),
        Ecosystem.Python => ("pip-audit", ["--format", "json", "--progress-spinner", "off", "--disable-pip", "--no-deps", "--requirement", Path.GetFileName(manifest.Path)]),
        _ => ("dotnet", ["list", Path.GetFileName(manifest.Path), "package", "--vulnerable", "--include-transitive", "--format", "json"]),
    };

    private static (string Program, IReadOnlyList<string> Arguments) Npm(string locked) =>
        locked.EndsWith("pnpm-lock.yaml", StringComparison.Ordinal) ? ("pnpm", ["audit", "--json", "--prod"]) : ("npm", ["audit", "--json", "--omit=dev", "--package-lock-only"]);

    private static AdvisoryAnswer Unknown(DependencyManifest manifest, string reason) => new(manifest.Path, reason, []);

    private static string Short(string words)
    {
        var line = words.ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? "nothing" : line.Length > 160 ? line[..160] + "…" : line;
    }
}
