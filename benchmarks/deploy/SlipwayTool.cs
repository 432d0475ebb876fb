using System.Text.Json;
using Slipway.Deployments.Journals;
using Slipway.Lab;

namespace Slipway.DeployBenchmark;

/// <summary>Slipway as it is shipped. With <c>soak: 0s</c> its client ends when the switch is proven and committed.</summary>
internal sealed class SlipwayTool : ITool
{
    public const string Database = "slipway";
    private const string App = "guestbook";
    private static readonly TimeSpan SettleDeadline = TimeSpan.FromMinutes(2);
    private readonly LaravelProject _project;
    private readonly LabHost _host;

    public SlipwayTool(LaravelProject project, Server server)
    {
        (_project, _host) = (project, server.Host);
        Directory.CreateDirectory(Path.Combine(project.Folder, ".slipway"));
        File.WriteAllText(Path.Combine(project.Folder, ".slipway", "known_hosts"), $"{Server.Name} {_host.KnownHostsLine.Split(' ', 2)[1]}\n");
        var file = Path.Combine(project.Folder, ".env.production");
        File.WriteAllLines(file, Server.EnvFor(Database));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(Path.Combine(project.Folder, "slipway.yaml"), $$"""
            app: {{App}}
            stack: laravel
            health: { path: /health }
            soak: 0s
            services:
              database: mysql
              workers: { jobs: { command: "php artisan queue:work database --sleep=0.5" } }
            waivers:
              - { check: src.lock_present, reason: the framework is the package of Debian, owner: benchmark, until: 2099-12-31 }
              - { check: src.runtime_supported, reason: the framework is the package of Debian, owner: benchmark, until: 2099-12-31 }
            environments:
              production:
                url: http://{{HostName}}
                hosts: [deploy@{{Server.Name}}]

            """);
    }

    public string Name => "Slipway";

    public const string HostName = "slipway.example.com";

    public string? Site => HostName;

    public Task<TimedRun> DeployAsync(string way) => RunAsync(way, "deploy", "production", "--yes", "--create-users", "--json");

    public Task<TimedRun> PlanAsync(string way) => RunAsync(way, "plan", "production", "--json");

    public Task<TimedRun> RollbackAsync(string way) => RunAsync(way, "rollback", "production", "--yes", "--json");

    /// <summary>What comes before the first step, then the steps, with their milliseconds from the result of <c>--json</c>.</summary>
    public static IReadOnlyList<(string Id, double Milliseconds)> Steps(TimedRun run)
    {
        using var result = JsonDocument.Parse(run.Lines[^1].Text);
        var first = run.Lines.First(l => l.Text.Contains("\"type\":\"step\"", StringComparison.Ordinal)).At;
        return [("before: client, connection, inspection, plan", first.TotalMilliseconds), .. result.RootElement.GetProperty("steps").EnumerateArray()
            .Where(s => s.TryGetProperty("ms", out _))
            .Select(s => (s.GetProperty("id").GetString()!, s.GetProperty("ms").GetDouble()))];
    }

    /// <summary>After the commit a transaction still lets the old release finish, and prunes.</summary>
    public async Task SettleAsync()
    {
        using var limit = new CancellationTokenSource(SettleDeadline);
        var journal = Path.Combine(_host.RootPath, $"var/lib/slipway/{App}-production/journal");
        while (TransactionRecord.From(Journal.Read(journal)).Any(r => r.Outcome is null))
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
    }

    private Task<TimedRun> RunAsync(string way, params string[] words) =>
        TimedRun.OfAsync(Places.Client, _project.Folder, new Dictionary<string, string> { ["SLIPWAY_SSH_CONFIG"] = way }, words);
}
