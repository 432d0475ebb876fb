using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Releases;

public sealed class LostRecordsTest : IDisposable
{
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_host_that_is_whole_has_nothing_lost()
    {
        Assert.Null(Look());
        await TwoAsync();
        Assert.Null(Look());
    }

    [Fact]
    public async Task A_lost_current_names_the_last_committed_release_again()
    {
        await TwoAsync();
        File.Delete(_host.Layout.Current);
        Assert.Equal("`current` is lost; 2-x is the release that it named", Look(heal: false));
        Assert.Null(_host.Serving);
        Assert.Equal("`current` was lost and names 2-x again", Look());
        Assert.Equal("2-x", _host.Serving);
        Assert.Null(Look());
    }

    [Fact]
    public async Task A_current_that_leads_nowhere_is_lost_too()
    {
        await TwoAsync();
        CurrentLink.Point(_host.Layout, _host.Layout.Current, "9-gone");
        Assert.Equal("`current` was lost and names 2-x again", Look());
    }

    [Fact]
    public async Task Of_a_lost_journal_the_serving_release_and_the_one_before_are_found()
    {
        await TwoAsync();
        File.Delete(_host.Layout.Journal);
        Assert.Equal("the journal knows nothing of 2-x, which serves", Look(heal: false));
        Assert.Equal("the journal had lost 2-x, which serves, and 1-x before it: they are in it again", Look());
        Assert.Equal([("1-x", null, true), ("2-x", "1-x", true)], _host.Records.Select(r => (r.Release, r.Previous, r.Committed)));
        Assert.Null(Look());
    }

    [Fact]
    public async Task With_both_lost_the_release_whose_processes_live_is_the_one()
    {
        await TwoAsync();
        File.Delete(_host.Layout.Journal);
        File.Delete(_host.Layout.Current);
        Assert.Equal("`current` was lost and names 2-x again; the journal had lost 2-x, which serves, and 1-x before it: they are in it again", Look());
    }

    /// <summary>A first deploy that was undone after its switch still answers what visitors began with it.</summary>
    [Fact]
    public async Task A_release_that_was_undone_and_still_runs_is_not_the_one()
    {
        var failing = _host.Plan(1, null, steps => steps.Select(s => s is SoakStep ? new HookStep(new BuildCommand("no", ["false"], [], TimeSpan.FromSeconds(20))) { Id = "hook-1", Title = "no", Phase = s.Phase } : s));
        await _host.RunAsync(failing);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sleep", "600") { WorkingDirectory = _host.Layout.Release("1-x") })!;
        try
        {
            Assert.Null(Look());
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    [Fact]
    public async Task The_next_deploy_then_stops_what_ran()
    {
        await TwoAsync();
        File.Delete(_host.Layout.Journal);
        Look();
        using (var journal = Slipway.Deployments.Journals.Journal.Open(_host.Layout.Journal, _host.Time))
            Assert.Equal(2, ReleaseNumbers.HighestOn(_host.Layout));
        await _host.DeployedAsync(3, "2-x");
        Assert.Equal(["queue 3-x", "web 3-x"], _host.Machine.Running);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_link_is_refused()
    {
        await TwoAsync();
        File.Delete(_host.Layout.Current);
        Directory.CreateDirectory(_host.Layout.Current);
        var problem = Assert.Throws<ProblemException>(() => Look()).Problem;
        Assert.Equal(("host.current-is-folder", ExitCodes.Refused), (problem.Code, problem.Exit));
        Assert.Equal($"Move it away, on the host: sudo mv {_host.Layout.Current} {_host.Layout.Root}/current.found. The next command then finds the serving release again.", problem.Remedy);
    }

    [Fact]
    public async Task Failures_of_other_releases_are_forgotten_when_one_has_been_committed()
    {
        await TwoAsync();
        Assert.Equal(["queue 1-x", "web 1-x"], _host.Machine.Forgotten.Order());
    }

    private async Task TwoAsync()
    {
        await _host.DeployedAsync(1, null);
        await _host.DeployedAsync(2, "1-x");
    }

    private string? Look(bool heal = true) => LostRecords.Look(_host.Layout, heal, _host.Time);
}
