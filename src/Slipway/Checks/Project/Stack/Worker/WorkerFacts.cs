using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files;
using Slipway.Checks.Project.Files.Compose;
using Slipway.Checks.Project.Files.Ini;
using Slipway.Checks.Project.Files.Php;
using Slipway.Checks.Project.Files.Shell;
using Slipway.Project;

namespace Slipway.Checks.Project.Stack.Worker;

/// <summary>Workers as all files of the project start them.</summary>
/// <param name="Queue">The configured queue connection; null when it is not known.</param>
/// <param name="Scheduled">Workers that the framework's own schedule starts: the call's place and whether it is held to one.</param>
internal sealed partial record WorkerFacts(IReadOnlyList<WorkerProcess> Processes, IReadOnlyList<CronLine> Cron, string? Queue, IReadOnlyList<(string Where, string Path, bool IsSingle)> Scheduled)
{
    /// <summary>Queue connections that the app's code names itself.</summary>
    public IReadOnlySet<string> Others { get; init; } = new HashSet<string>();

    public static async Task<WorkerFacts> ReadAsync(CheckedProject project, CancellationToken cancel) => Of(
        await project.FactsAsync(ProjectFiles.ReadAsync, cancel), project.UsesCompose ? (await project.FactsAsync(ComposeFacts.ReadAsync, cancel)).Services : [],
        await project.FactsAsync(StackEnv.ReadAsync, cancel), project.Environment);

    public static WorkerFacts Of(ProjectFiles files, IReadOnlyList<ComposeService> services, StackEnv env, AppEnvironment environment)
    {
        var config = files.Files(path => (path.EndsWith(".conf", StringComparison.Ordinal) || path.EndsWith(".ini", StringComparison.Ordinal) || path.EndsWith(".service", StringComparison.Ordinal)) && FilePurpose.IsServed(path, environment.Name)).ToList();
        var scripts = files.Files(path => path.EndsWith(".sh", StringComparison.Ordinal) && FilePurpose.IsServed(path, environment.Name));
        WorkerProcess[] processes = [.. config.SelectMany(Supervised), .. config.SelectMany(Units), .. services.Select(OfService).OfType<WorkerProcess>(), .. environment.Services.Workers.Select(w => OfProject(w, files))];
        var queue = QueueOf(files, env);
        CronLine[] cron = [.. files.Files(path => CronReader.IsCron(path) && FilePurpose.IsServed(path, environment.Name)).SelectMany(CronReader.Read), .. scripts.SelectMany(CronReader.Written)];
        return new(
            processes, cron, queue, [.. files.Files(path => path is "routes/console.php" or "app/Console/Kernel.php" or "bootstrap/app.php").SelectMany(OfSchedule)])
        {
            Others = Array.Exists(processes, p => p.Connection is { } fixedTo && fixedTo != queue) || Array.Exists(cron, line => line.Script.Text.Contains("queue:", StringComparison.Ordinal)) ? NamedIn(files) : new HashSet<string>(),
        };
    }

    // All of the app's code is read only when a worker is fixed to another connection.
    private static HashSet<string> NamedIn(ProjectFiles files) => files.Files(path => path.StartsWith("app/", StringComparison.Ordinal) && path.EndsWith(".php", StringComparison.Ordinal))
        .SelectMany(file => NamedConnection().Matches(file.Text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<WorkerProcess> Supervised(TextFile file) =>
        from section in file.Text.Contains("[program:", StringComparison.Ordinal) ? IniReader.Read(file.Text) : []
        where section.Name.StartsWith("program:", StringComparison.Ordinal)
        let command = section.Find("command")
        where command is not null
        let wait = section.Find("stopwaitsecs")
        select new WorkerProcess(section.Name[8..], command.Value, file.Where(command.Index), file.Path,
            double.TryParse(wait?.Value, CultureInfo.InvariantCulture, out var seconds) ? seconds : wait is null ? 10 : null, wait is null ? "stopwaitsecs (default)" : "stopwaitsecs")
        {
            Count = int.TryParse(section.Text("numprocs"), out var count) ? count : 1,
            StopWhere = wait is null ? null : file.Where(wait.Index),
        };

    private static IEnumerable<WorkerProcess> Units(TextFile file)
    {
        if (!file.Name.EndsWith(".service", StringComparison.Ordinal) || IniReader.Read(file.Text).FirstOrDefault(s => s.Name == "Service") is not { } service || service.Find("ExecStart") is not { } start)
            yield break;
        var stop = service.Find("TimeoutStopSec") ?? service.Find("TimeoutSec");
        yield return new(file.Name[..^8], start.Value, file.Where(start.Index), file.Path, stop is null ? 90 : Seconds(stop.Value), stop?.Key ?? "TimeoutStopSec (default)") { StopWhere = stop is null ? null : file.Where(stop.Index) };
    }

    private static WorkerProcess? OfService(ComposeService service) => service.Command.Count == 0 ? null
        : new(service.Name, service.CommandText, service.CommandPlace ?? service.Place, service.Place.Split(':')[0], service.StopGrace is null ? 10 : Seconds(service.StopGrace), service.StopGrace is null ? "stop_grace_period (default)" : "stop_grace_period") { Count = service.Replicas };

    private static WorkerProcess OfProject(Slipway.Project.Worker worker, ProjectFiles files)
    {
        var file = files.Paths.FirstOrDefault(path => path is "slipway.yaml" or "slipway.yml") ?? "slipway.yaml";
        return new(worker.Name, string.Join(' ', worker.Command), file, file, worker.StopTimeout.TotalSeconds, "stop_timeout") { Count = worker.Count };
    }

    private static string? QueueOf(ProjectFiles files, StackEnv env) =>
        !env.IsKnown ? null : PhpConfig.Of(files.File("config/queue.php"), env)?.Find("default")?.Text ?? env.Text("QUEUE_CONNECTION");

    private static IEnumerable<(string, string, bool)> OfSchedule(TextFile file) =>
        QueueCommand().Matches(file.Text).Select(match => (file.Where(match.Index), file.Path, match.Value.Contains("withoutOverlapping", StringComparison.Ordinal)));

    private static double? Seconds(string text)
    {
        if (text is "infinity" or "0")
            return double.PositiveInfinity;
        var parts = Span().Matches(text);
        return parts.Count == 0 || string.Concat(parts.Select(p => p.Value)).Length != text.Replace(" ", "", StringComparison.Ordinal).Length ? null : parts.Sum(part => double.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
        {
            "ms" => 0.001,
            "m" or "min" => 60,
            "h" or "hr" => 3600,
            _ => 1,
        });
    }

    [GeneratedRegex(@"(?<number>\d+(?:\.\d+)?)\s*(?<unit>ms|min|m|sec|s|hr|h|)", RegexOptions.CultureInvariant)]
    private static partial Regex Span();

    [GeneratedRegex(@"(?:onConnection|allOnConnection|Queue::connection)\(\s*['""](?<name>[\w.-]+)|\$connection\s*=\s*['""](?<name>[\w.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex NamedConnection();

    [GeneratedRegex(@"(?:Schedule::|->)command\(\s*['""]queue:(?:work|listen)[^;]*;", RegexOptions.CultureInvariant)]
    private static partial Regex QueueCommand();
}
