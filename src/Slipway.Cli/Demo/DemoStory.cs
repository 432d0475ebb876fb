using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Cli.Commands;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Cli.Demo;

/// <summary>The story: deploy, upgrade under load, two bad versions that undo themselves, roll back, look back.</summary>
internal sealed class DemoStory(DemoProject project, DemoStage stage)
{
    private const string LastWords = "guest book cannot start: the switch fail-start is set";
    private const string Deploy = "slipway deploy local";
    private readonly List<VisitorReport> _visits = [];
    private int _chapter;

    public async Task<ResultEvent> RunAsync(CancellationToken cancel)
    {
        if (Processes.Programs.Find("dotnet") is null)
            throw new ProblemException(DemoProblems.NoSdk());
        stage.Heading("Slipway on this machine: no server, no root, no network");
        stage.Quiet($"A guest book (ASP.NET Core, SQLite, a worker) in {project.Folder}");
        var site = await FirstDeployAsync();
        foreach (var chapter in (Func<Uri, Task>[])[UpgradeAsync, BrokenAtStartAsync, IllInServiceAsync, RollBackAsync])
        {
            cancel.ThrowIfCancellationRequested();
            await chapter(site);
        }

        await LookBackAsync();
        return Ended();
    }

    private async Task<Uri> FirstDeployAsync()
    {
        Chapter("First deploy");
        project.BecomeVersion(1);
        await stage.RunAsync(Deploy, DeployAsync);
        var site = await stage.AddressAsync();
        var page = await DemoStage.LookAsync(site);
        stage.Claim(page is { Code: 1, IsMixed: false }, $"version 1 answers at {site}");
        stage.Quiet(page?.Versions ?? "no page");
        return site;
    }

    private async Task UpgradeAsync(Uri site)
    {
        Chapter("Version 2, while the site is in use");
        project.BecomeVersion(2);
        var (_, visits) = await WhileVisitedAsync(site, () => stage.RunAsync(Deploy, DeployAsync));
        stage.Claim(visits.IsClean, visits.Text);
        stage.Claim(visits.Straddled > 0, $"{Count(visits.Straddled, "slow page or upload", "slow pages and uploads")} begun before the switch finished after it, in version 1");
        await ServesAsync(site, 2);
    }

    private async Task BrokenAtStartAsync(Uri site)
    {
        Chapter("Version 3 cannot start");
        project.BecomeVersion(3, "fail-start");
        var (result, visits) = await WhileVisitedAsync(site, () => stage.TryAsync(Deploy, DeployAsync));
        stage.Claim(result.Exit == ExitCodes.Undone, "the deploy undid itself, exit code 20");
        stage.Claim(Said(result.Problem).Contains(LastWords, StringComparison.Ordinal), "the app's own last words are in the message");
        stage.Claim(visits.IsClean && !visits.Versions.Contains(3), $"no visitor noticed: {visits.Text}");
        await ServesAsync(site, 2);
    }

    private async Task IllInServiceAsync(Uri site)
    {
        Chapter("Version 4 starts well and falls ill in service");
        project.BecomeVersion(4, "fail-health-after-pages 40");
        var (result, visits) = await WhileVisitedAsync(site, () => stage.TryAsync(Deploy, DeployAsync));
        stage.Claim(visits.Versions.Contains(4), "version 4 was in service");
        stage.Claim(result.Exit == ExitCodes.Undone, "its health failed while it was watched, and the deploy undid itself");
        stage.Claim(visits.IsClean, $"both switches were seamless: {visits.Text}");
        await ServesAsync(site, 2);
    }

    private async Task RollBackAsync(Uri site)
    {
        Chapter("Back to version 1 by hand");
        var (_, visits) = await WhileVisitedAsync(site, () =>
            stage.RunAsync("slipway rollback local", context => RollbackCommand.RunAsync(new(ProjectEnvironment.Local, null, Data: false, OldSecrets: false, Wait: false), context)));
        stage.Claim(visits.IsClean, visits.Text);
        await ServesAsync(site, 1);
    }

    private async Task LookBackAsync()
    {
        const int lines = 12;
        Chapter("What happened, from the journal");
        await stage.RunAsync("slipway releases local", context => ReleasesCommand.RunAsync(new(ProjectEnvironment.Local), context));
        await stage.RunAsync($"slipway journal local -n {lines}", context => JournalCommand.RunAsync(new(ProjectEnvironment.Local, null, lines), context));
    }

    private async Task<(ResultEvent, VisitorReport)> WhileVisitedAsync(Uri site, Func<Task<ResultEvent>> command)
    {
        stage.Quiet($"{Visitors.Connections} visitors on keep-alive connections: pages, entries, uploads, 2-second pages");
        await using var visitors = Visitors.Start(site);
        var result = await command();
        var visits = await visitors.StopAsync();
        _visits.Add(visits);
        return (result, visits);
    }

    private async Task ServesAsync(Uri site, int version)
    {
        var page = await DemoStage.LookAsync(site);
        stage.Claim(page is { IsMixed: false } && page.Code == version, $"version {version} serves");
        stage.Quiet(page?.Versions ?? "no page");
    }

    private ResultEvent Ended()
    {
        var (requests, failed, mixed) = (_visits.Sum(v => v.Requests), _visits.Sum(v => v.Failed), _visits.Sum(v => v.Mixed));
        var missed = stage.Missed;
        var result = missed.Count == 0 ? ResultEvent.Succeeded("demo") : ResultEvent.Of("demo", DemoProblems.NotObserved(missed));
        return result with
        {
            Environment = ProjectEnvironment.Local,
            Steps = [],
            Summary = string.Create(CultureInfo.InvariantCulture, $"{(missed.Count == 0 ? "every claim observed" : $"{missed.Count} claims not observed")}; {requests:N0} requests, {failed:N0} failed, {mixed:N0} mixed pages"),
            Data = new JsonObject { ["requests"] = requests, ["failed"] = failed, ["mixed"] = mixed, ["claims"] = stage.ClaimsAsJson() },
        };
    }

    private void Chapter(string title) => stage.Heading(string.Create(CultureInfo.InvariantCulture, $"{++_chapter}  {title}"));

    private static Task<ResultEvent> DeployAsync(CommandContext context) =>
        DeployCommand.RunAsync(new(ProjectEnvironment.Local, null, null, Force: false, Wait: false, AllowDestructive: false, CreateUsers: false), context);

    private static string Said(Problem? problem) => problem is null ? "" : $"{problem.Title}\n{problem.Detail}\n{string.Join('\n', problem.Causes ?? [])}";

    private static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
