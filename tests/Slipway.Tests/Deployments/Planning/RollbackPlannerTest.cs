using Slipway.Deployments.Planning;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Steps;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public class RollbackPlannerTest
{
    [Fact]
    public void Several_in_a_row_lead_further_and_further_back()
    {
        var history = ThreeReleases();
        Assert.Equal(
            ["4-bbbbbbbb", "5-aaaaaaaa", "rollback.nothing-before"],
            [history.Rollback(), history.Rollback(), history.Rollback()]);
    }

    [Fact]
    public void After_a_deploy_on_top_of_a_rollback_it_goes_to_what_served_before_and_not_to_what_was_left()
    {
        var history = ThreeReleases();
        history.Rollback();
        history.Deploy('d');
        Assert.Equal(["6-bbbbbbbb", "7-aaaaaaaa"], [history.Rollback(), history.Rollback()]);
    }

    [Fact]
    public void Failed_releases_and_the_same_one_made_again_are_passed_over()
    {
        var history = new History();
        history.Deploy('a');
        history.Deploy('x', good: false);
        history.Deploy('b');
        history.Deploy('b');
        history.Deploy('y', good: false);
        Assert.Equal("6-aaaaaaaa", history.Rollback());
    }

    [Fact]
    public void A_named_release_may_be_any_good_one_also_by_its_number_or_forward()
    {
        var history = ThreeReleases();
        Assert.Equal(
            ["4-aaaaaaaa", "5-cccccccc", "6-bbbbbbbb", "7-aaaaaaaa"],
            [history.Rollback("1-aaaaaaaa"), history.Rollback("3"), history.Rollback(), history.Rollback("4-aaaaaaaa")]);
    }

    [Fact]
    public void A_release_that_failed_is_refused_and_the_good_ones_are_listed()
    {
        var history = new History();
        history.Deploy('a');
        history.Deploy('x', good: false);
        history.Deploy('b');
        var problem = Assert.Throws<ProblemException>(() => RollbackTarget.Find([history.Host()], "2-xxxxxxxx")).Problem;
        Assert.Equal(("rollback.no-release", "Release 2-xxxxxxxx cannot be rolled back to", "good releases: 1-aaaaaaaa, 3-bbbbbbbb"), (problem.Code, problem.Title, problem.Detail));
    }

    [Fact]
    public void A_release_that_one_host_lacks_is_no_target()
    {
        var (first, second) = (ThreeReleases(), new History());
        second.Deploy('z', good: false);
        second.Deploy('b');
        second.Deploy('c');
        var hosts = new[] { first.Host("deploy@192.0.2.10"), second.Host("deploy@192.0.2.11") };
        Assert.Equal("2-bbbbbbbb", RollbackTarget.Find(hosts, null).Release);
        Assert.Equal("good releases: 2-bbbbbbbb, 3-cccccccc", Assert.Throws<ProblemException>(() => RollbackTarget.Find(hosts, "1-aaaaaaaa")).Problem.Detail);
    }

    [Fact]
    public void What_serves_needs_no_rollback()
    {
        var history = ThreeReleases();
        Assert.Equal("nothing to do", history.Rollback("3-cccccccc"));
        history.Rollback();
        Assert.Equal("nothing to do", history.Rollback("2-bbbbbbbb"));
    }

    [Fact]
    public void It_is_the_deploy_s_steps_without_an_upload_from_the_old_release()
    {
        var history = ThreeReleases();
        var plan = history.Plan(env: new EnvMergeReply("env-merged", ["DB_PASSWORD"])).Hosts[0].Plan;
        Assert.Equal(["tree", "configure", "site", "start", "health", "switch", "workers", "soak", "commit", "drain", "prune", "spare"], plan.Steps.Select(s => s.Id));
        Assert.Equal(("rollback", "4-bbbbbbbb", "3-cccccccc", "2-bbbbbbbb", "env-merged"), (plan.Kind, plan.Release, plan.Previous, plan.RollbackOf, plan.Env));
        Assert.Equal(new string('b', 64), plan.Steps.OfType<TreeStep>().Single().Manifest);
        Assert.Equal("site of b", plan.Steps.OfType<SiteStep>().Single().Files.Single().Text);
        var configure = plan.Steps.OfType<ConfigureStep>().Single();
        Assert.Equal("exec /srv/shop/releases/4-bbbbbbbb/app", configure.Files["bin/web"]);
        Assert.Equal("/srv/shop/releases/4-bbbbbbbb", plan.Variables.Places["HOME_OF"]);
        Assert.Equal(("4-bbbbbbbb", "2-bbbbbbbb", "env-1"), (configure.Description.Release, configure.Description.RollbackOf, configure.Description.OriginalEnv));
    }

    [Fact]
    public void Https_that_came_since_stays()
    {
        SiteFile[] old = [new("/nginx", "listen 80;"), new("/unit", "old")];
        SiteFile[] present = [new("/nginx", "listen 443 ssl; ssl_certificate /c;"), new("/unit", "new")];
        Assert.Equal(["listen 443 ssl; ssl_certificate /c;", "old"], RollbackSite.Of(old, present).Select(f => f.Text));
        Assert.Equal(["listen 443 ssl; ssl_certificate /c;", "new"], RollbackSite.Of(present, old).Select(f => f.Text));
    }

    [Fact]
    public void Notes_name_the_credentials_kept_and_the_migrations_since()
    {
        var history = ThreeReleases();
        Assert.Equal(
        [
            "the env is that of 2-bbbbbbbb; changed since and kept as they are now: API_TOKEN, DB_PASSWORD (--old-secrets brings the old ones back)",
            "no migrations ran since 2-bbbbbbbb: the data stays",
        ], history.Plan(env: new EnvMergeReply("m", ["DB_PASSWORD", "API_TOKEN"])).Notes);
        Assert.Equal(
        [
            "migrations ran since 1-aaaaaaaa: add_price; schema and data stay as they are. To take the data back too: slipway rollback staging 1-aaaaaaaa --data",
        ], history.Plan("1-aaaaaaaa").Notes);
    }

    [Fact]
    public void With_data_it_freezes_saves_and_restores_the_dump_from_before_the_first_migration()
    {
        var history = new History();
        history.Deploy('a');
        history.Deploy('b');
        history.Deploy('c', good: true, "add_price");
        history.Deploy('d', good: true, "drop_name");
        var plan = history.Plan("1-aaaaaaaa", withData: true);
        Assert.Equal(["freeze", "protect", "restore"], plan.Hosts[0].Plan.Steps.Where(s => s.Phase == Phase.Data).Select(s => s.Id));
        Assert.Equal("3-cccccccc", plan.Hosts[0].Plan.Steps.OfType<RestoreStep>().Single().DumpOf);
        Assert.Equal(["the data goes back to the dump from before 3-cccccccc; the present data is dumped first; visitors get 503 until the soak has ended"], plan.Notes);
        history.LoseDump("3-cccccccc");
        Assert.Equal("rollback.no-dump", Assert.Throws<ProblemException>(() => history.Plan("1-aaaaaaaa", withData: true)).Problem.Code);
    }

    [Fact]
    public void Random_histories_go_back_as_a_stack_does()
    {
        var seed = Environment.GetEnvironmentVariable("SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        var random = new Random(seed);
        for (var run = 0; run < 100; run++)
        {
            var (history, stack) = (new History(), new Stack<char>());
            for (var step = 0; step < 25; step++)
            {
                var content = (char)('a' + step);
                switch (random.Next(5))
                {
                    case 0:
                        history.Deploy(content, good: false);
                        break;
                    case 1 when stack.Count > 0:
                        history.Deploy(stack.Peek());
                        break;
                    case 2 or 3 when stack.Count > 0:
                        var outcome = history.Rollback();
                        if (stack.Count > 1)
                            stack.Pop();
                        else
                            Assert.True(outcome == "rollback.nothing-before", $"SEED={seed}, run {run}: {outcome}");
                        break;
                    default:
                        history.Deploy(content);
                        stack.Push(content);
                        break;
                }

                if (stack.Count > 0)
                    Assert.True(history.Serving!.EndsWith(new string(stack.Peek(), 8), StringComparison.Ordinal), $"SEED={seed}, run {run}: {history.Serving}");
            }
        }
    }

    [Fact]
    public void With_keep_five_one_can_go_back_four_times_although_each_makes_a_release()
    {
        var history = new History();
        foreach (var content in "abcdefg")
        {
            history.Deploy(content);
            history.Prune(keep: 5);
        }

        var served = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            served.Add(history.Rollback());
            history.Prune(keep: 5);
        }

        Assert.Equal(["8-ffffffff", "9-eeeeeeee", "10-dddddddd", "11-cccccccc", "rollback.nothing-before"], served);
        Assert.Equal("12-gggggggg", history.Rollback("7-gggggggg"));
    }

    private static History ThreeReleases()
    {
        var history = new History();
        history.Deploy('a');
        history.Deploy('b', good: true, "add_price");
        history.Deploy('c');
        return history;
    }
}
