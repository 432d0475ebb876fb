using System.Text.RegularExpressions;
using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Stack.Worker;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Php;
using Slipway.Project;

namespace Slipway.Checks.Project.Stack.Laravel;

/// <summary>A Laravel project's configuration in the environment.</summary>
internal sealed partial record LaravelFacts(ProjectFiles Files, StackEnv Env, AppEnvironment Environment, bool UsesCompose, IReadOnlyList<WorkerProcess> Workers)
{
    public static async Task<LaravelFacts> ReadAsync(CheckedProject project, CancellationToken cancel) => new(
        await project.FactsAsync(ProjectFiles.ReadAsync, cancel), await project.FactsAsync(StackEnv.ReadAsync, cancel), project.Environment, project.UsesCompose,
        (await project.FactsAsync(WorkerFacts.ReadAsync, cancel)).Processes);

    public bool IsHttps => Environment.Url?.Scheme != "http";

    /// <summary>A file of the configuration; some projects keep it in another folder than config/.</summary>
    public TextFile? ConfigFile(string name) => Files.File($"config/{name}.php") ?? 
        Files.Files(path => path.EndsWith($"/config/{name}.php", StringComparison.OrdinalIgnoreCase) && new SourceName(path).Kind == SourceKind.Own).OrderBy(file => file.Path.Length).FirstOrDefault();

    /// <summary>A file of the configuration, with the environment's variables put in; null when there is none that returns an array.</summary>
    public PhpConfig? Config(string name) => PhpConfig.Of(ConfigFile(name), Env);

    /// <summary>Longest of the jobs that say how long they may take (<c>public $timeout</c>), with the place.</summary>
    public (double Seconds, string Where)? LongestJob() => Files.Files(path => path.StartsWith("app/Jobs/", StringComparison.Ordinal) && path.EndsWith(".php", StringComparison.Ordinal))
        .SelectMany(file => JobTimeout().Matches(file.Text).Select(match => (Seconds: double.Parse(match.Groups["seconds"].Value), Where: file.Where(match.Index)))).OrderByDescending(job => job.Seconds)
        .Select(job => ((double, string)?)job).FirstOrDefault();

    [GeneratedRegex(@"public\s+(?:\??int\s+)?\$timeout\s*=\s*(?<seconds>\d{1,7})\s*;", RegexOptions.CultureInvariant)]
    private static partial Regex JobTimeout();
}
