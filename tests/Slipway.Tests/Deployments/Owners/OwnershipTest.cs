using System.Text.Json;
using Slipway.Deployments;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Plans;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Owners;

public sealed class OwnershipTest : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_app_and_an_environment_whose_names_join_to_another_s_are_refused()
    {
        OwnerFiles.Claim(Layout("kol", "eu-production"));
        var problem = Ownership.Judge(Layout("kol-eu", "production"))!;
        Assert.Equal(
            ("owner.name-taken", ExitCodes.Refused, "kol eu-production has the name kol-eu-production on this host, and kol-eu production would have it too"),
            (problem.Code, problem.Exit, problem.Title));
        Assert.Null(Ownership.Judge(Layout("kol", "eu-production")));
    }

    [Theory]
    [InlineData("rc-staging")]
    [InlineData("rc-staging/web")]
    [InlineData("link-to-it")]
    public void A_root_of_another_is_refused_also_inside_it_and_by_another_name(string root)
    {
        OwnerFiles.Claim(Layout("rc", "staging", "rc-staging"));
        File.CreateSymbolicLink(_folder["srv/link-to-it"], _folder["srv/rc-staging"]);
        var problem = Ownership.Judge(Layout("rc-staging", "production", root))!;
        Assert.Equal(("owner.root-taken", $"{_folder["srv/" + root]} belongs to rc staging, not to rc-staging production"), (problem.Code, problem.Title));
    }

    [Fact]
    public void A_root_around_another_s_is_refused() =>
        Assert.Equal("owner.root-taken", JudgeAfter(Layout("shop", "staging", "all/shop"), Layout("other", "production", "all")));

    [Fact]
    public void The_mark_in_the_root_counts_when_the_other_s_state_is_gone()
    {
        OwnerFiles.Claim(Layout("rc", "staging", "rc-staging"));
        Directory.Delete(Layout("rc", "staging").State, recursive: true);
        Assert.Equal("owner.root-taken", Ownership.Judge(Layout("rc-staging", "production", "rc-staging"))?.Code);
    }

    [Fact]
    public void A_host_from_before_there_were_records_tells_its_owner_by_its_last_plan()
    {
        var old = Layout("kol", "eu-production");
        Plan(old);
        Assert.Equal("owner.name-taken", Ownership.Judge(Layout("kol-eu", "production"))?.Code);
        Assert.Equal("owner.root-taken", Ownership.Judge(Layout("other", "production", "kol-eu-production"))?.Code);
        Assert.Null(Ownership.Judge(old));
    }

    [Fact]
    public void A_changed_root_is_refused_with_the_commands_that_move_it()
    {
        var before = Layout("us", "production", "us");
        OwnerFiles.Claim(before);
        Directory.CreateDirectory(before.Releases);
        var now = Layout("us", "production", "moved/us");
        var problem = Ownership.Judge(now)!;
        Assert.Equal(("owner.root-changed", $"us production lies in {before.Root}, and slipway.yaml says {now.Root}"), (problem.Code, problem.Title));
        Assert.Contains($"sudo mv {before.Root} {now.Root} && sudo ln -s {now.Root} {before.Root}", problem.Remedy);

        Directory.CreateDirectory(Path.GetDirectoryName(now.Root)!);
        Directory.Move(before.Root, now.Root);
        Assert.Equal("owner.root-changed", Ownership.Judge(now)?.Code);
        File.CreateSymbolicLink(before.Root, now.Root);
        Assert.Null(Ownership.Judge(now));
        Assert.Null(Ownership.Judge(before));
    }

    [Fact]
    public void A_root_that_was_removed_with_all_in_it_binds_nobody()
    {
        OwnerFiles.Claim(Layout("us", "production", "us"));
        Directory.Delete(Layout("us", "production", "us").Root, recursive: true);
        Assert.Null(Ownership.Judge(Layout("us", "production", "new")));
    }

    [Fact]
    public void A_root_in_which_somebody_works_is_not_taken_but_one_with_data_made_ahead_is()
    {
        var layout = Layout("shop", "production");
        Directory.CreateDirectory(layout.Shared);
        Assert.Null(Ownership.Judge(layout));
        File.WriteAllText(Path.Combine(layout.Root, "index.php"), "");
        var problem = Ownership.Judge(layout)!;
        Assert.Equal(("owner.root-not-empty", "there: index.php"), (problem.Code, problem.Detail));
    }

    [Fact]
    public void Of_two_that_come_first_at_the_same_time_one_is_refused()
    {
        var (one, other) = (Layout("kol", "eu-production", "a"), Layout("kol-eu", "production", "b"));
        Assert.Null(Ownership.Judge(one));
        Assert.Null(Ownership.Judge(other));
        OwnerFiles.Claim(one);
        Assert.Equal("owner.name-taken", Assert.Throws<ProblemException>(() => OwnerFiles.Claim(other)).Problem.Code);
    }

    [Fact]
    public void What_was_retired_is_nobody_s_neighbour()
    {
        var old = Layout("rc", "staging", "rc-staging");
        OwnerFiles.Claim(old);
        Directory.Move(old.State, old.State + ".retired");
        Assert.Empty(Neighbours.Of(Layout("new", "production")));
    }

    private string? JudgeAfter(HostLayout first, HostLayout then)
    {
        OwnerFiles.Claim(first);
        return Ownership.Judge(then)?.Code;
    }

    private HostLayout Layout(string app, string environment, string? root = null) => new(
        app, environment, _folder["srv/" + (root ?? $"{app}-{environment}")], _folder[$"lib/{app}-{environment}"], _folder[$"run/{app}-{environment}"]);

    private static void Plan(HostLayout layout)
    {
        var plan = new HostPlan
        {
            Transaction = "t1", Kind = "deploy", Layout = layout, Release = "1-x", Identity = "i", Who = "me", DeployUser = "deploy", RunUser = layout.App, Steps = [],
        };
        Directory.CreateDirectory(Path.Combine(layout.Transactions, "t1"));
        File.WriteAllBytes(Path.Combine(layout.Transactions, "t1", "plan.json"), JsonSerializer.SerializeToUtf8Bytes(plan, DeploymentsJson.Default.HostPlan));
        using var journal = Slipway.Deployments.Journals.Journal.Open(layout.Journal, TimeProvider.System);
        journal.Append(new() { Transaction = "t1", Event = Slipway.Deployments.Journals.JournalEvent.Begin, Kind = "deploy", Release = "1-x" }, durable: true);
    }
}
