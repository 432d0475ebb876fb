using Slipway.Deployments.Journals;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Steps;
using Slipway.Migrations;
using Slipway.Problems;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public sealed class MigrationPlannerTest : IDisposable
{
    private const string Folder = "database/migrations/";
    private const string Add = "<?php Schema::table('a', fn ($t) => $t->string('x')->nullable());";
    private const string Drop = "<?php\nSchema::table('a', fn ($t) => $t->dropColumn('x'));";

    private readonly MigratingProject _project = new("laravel");

    public MigrationPlannerTest() => Database("mysql");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void What_the_serving_release_has_is_not_new()
    {
        Served("1_make", Drop);
        Write("2_add", Add);
        var plan = _project.Plan();
        Assert.Equal(["2_add database/migrations/2_add.php"], plan.Migrations!.New.Select(m => $"{m.Name} {m.File}"));
        Assert.Equal(["2_add"], Migrate(plan).Approved);
        Assert.Equal((null, false, false), (_project.Refusal(plan), plan.Migrations.Freezes, Migrate(plan).Frozen));
    }

    [Fact]
    public void A_destructive_one_is_refused_with_file_and_line()
    {
        Served("1_make", Add);
        Write("2_drop", Drop);
        var plan = _project.Plan();
        Assert.Equal("2_drop: removes a column (database/migrations/2_drop.php:2)", _project.Refusal(plan));
        Assert.DoesNotContain(plan.Hosts[0].Plan.Steps, s => s is FreezeStep);
    }

    [Fact]
    public void A_destructive_one_that_is_allowed_freezes_every_host()
    {
        _project.Hosts = ["root@192.0.2.10", "root@192.0.2.11"];
        Served("1_make", Add);
        Write("2_drop", Drop);
        var (plan, without) = (_project.Plan(allow: true), _project.Plan());
        Assert.Null(_project.Refusal(plan));
        Assert.All(plan.Hosts, h => Assert.Single(h.Plan.Steps.OfType<FreezeStep>()));
        Assert.True(Migrate(plan).Frozen);
        Assert.Contains("--allow-destructive: visitors get 503 from the dump to the end of the soak, for 2_drop", plan.Notes);
        Assert.NotEqual(without.Id, plan.Id);
    }

    [Fact]
    public void Permission_without_need_freezes_nothing_and_says_so()
    {
        Served("1_make", Drop);
        Write("2_add", Add);
        var plan = _project.Plan(allow: true);
        Assert.DoesNotContain(plan.Hosts[0].Plan.Steps, s => s is FreezeStep);
        Assert.False(Migrate(plan).Frozen);
        Assert.Contains("--allow-destructive: no new migration is destructive, so visitors are not kept out", plan.Notes);
    }

    [Fact]
    public void Before_anything_serves_none_is_destructive_and_any_may_be_applied()
    {
        Write("1_make", Add);
        Write("2_drop", Drop);
        var (plan, allowed) = (_project.Plan(), _project.Plan(allow: true));
        Assert.Equal((true, 2, null), (plan.Migrations!.First, plan.Migrations.New.Count, _project.Refusal(plan)));
        Assert.Null(Migrate(plan).Approved);
        Assert.False(allowed.Migrations!.Freezes);
        Assert.Contains("--allow-destructive: nothing can be lost yet, so visitors are not kept out", allowed.Notes);
    }

    [Fact]
    public void A_migration_that_was_changed_is_new_unless_the_journal_tells_that_it_ran()
    {
        Write("1_make", Add);
        Write("2_drop", "<?php");
        _project.Deployed("2_drop");
        Write("1_make", Drop);
        Write("2_drop", Drop);
        Assert.Equal(["1_make"], _project.Plan().Migrations!.New.Select(m => m.Name));
    }

    [Fact]
    public void What_an_undone_deploy_applied_needs_no_second_permission_and_what_it_only_began_does()
    {
        Served("1_make", Add);
        Write("2_drop", Drop);
        _project.Journal(committed: false, migrated: false, ["2_drop"]);
        Assert.NotNull(_project.Refusal(_project.Plan()));
        _project.Journal(committed: false, migrated: true, ["2_drop"]);
        Assert.Empty(_project.Plan().Migrations!.New);
    }

    [Fact]
    public void What_was_taken_back_with_the_data_needs_permission_again()
    {
        Served("1_make", Add);
        Write("2_drop", Drop);
        _project.Deployed("2_drop");
        _project.Remove(Folder + "2_drop.php");
        _project.Journal(committed: true, migrated: false, [], restored: true);
        Write("2_drop", Drop);
        Assert.NotNull(_project.Refusal(_project.Plan()));
    }

    [Fact]
    public void What_a_host_refused_is_in_the_next_plan_also_when_no_file_has_it()
    {
        Write("1_drop", Drop);
        Write("2_add", Add);
        _project.Deployed();
        Assert.Empty(_project.Plan().Migrations!.New);
        _project.Journal(committed: false, migrated: false, [], notApproved: ["1_drop", "of_a_package"]);
        var plan = _project.Plan();
        Assert.Equal(["1_drop", "of_a_package"], Migrate(plan).Approved);
        Assert.Equal("1_drop: removes a column (database/migrations/1_drop.php:2)", _project.Refusal(plan));
        _project.Deployed("1_drop", "of_a_package");
        Assert.Empty(_project.Plan().Migrations!.New);
    }

    [Theory]
    [InlineData(MigrationList.All)]
    [InlineData("1_make", "2_drop")]
    public void An_emptied_database_is_as_at_first(params string[] refused)
    {
        Write("1_make", Add);
        Write("2_drop", Drop);
        _project.Deployed();
        _project.Journal(committed: false, migrated: false, [], notApproved: refused);
        var plan = _project.Plan();
        Assert.Equal((true, null, null), (plan.Migrations!.First, _project.Refusal(plan), Migrate(plan).Approved));
    }

    [Fact]
    public void Without_the_serving_release_s_files_all_are_judged()
    {
        Served("1_drop", Drop);
        _project.ManifestIsThere = false;
        Assert.NotNull(_project.Refusal(_project.Plan()));
    }

    [Fact]
    public void Migrations_without_files_are_not_known_ahead_and_permission_freezes()
    {
        _project.Environment = _project.Environment with { Migrations = new(["list"], ["run"]) };
        Served("1_make", Drop);
        Write("2_drop", Drop);
        var (plan, allowed) = (_project.Plan(), _project.Plan(allow: true));
        Assert.Equal((false, null, false), (plan.Migrations!.Known, Migrate(plan).Approved, Migrate(plan).Frozen));
        Assert.True(Migrate(allowed).Frozen);
        Assert.Contains("--allow-destructive: visitors get 503 from the dump to the end of the soak, for the migrations are not known ahead", allowed.Notes);
    }

    [Fact]
    public void Without_a_database_that_is_dumped_an_undo_does_not_claim_to_put_data_back()
    {
        Database(null);
        Served("1_make", Add);
        Write("2_drop", Drop);
        var plan = _project.Plan(allow: true);
        Assert.False(Migrate(plan).Frozen);
        Assert.Single(plan.Hosts[0].Plan.Steps.OfType<FreezeStep>());
        Assert.Empty(plan.Hosts[0].Plan.Steps.OfType<ProtectStep>());
        Assert.Contains(plan.Notes, note => note.EndsWith("for 2_drop; services.database is not set, so there is no dump: an undo leaves the data as the migrations made it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_migration_that_is_edited_meanwhile_is_not_judged_by_another_text()
    {
        Served("1_make", Add);
        Write("2_drop", Drop);
        Assert.Equal("content.changed", Assert.Throws<ProblemException>(() => _project.PlanWhileEdited(Folder + "2_drop.php")).Problem.Code);
    }

    [Fact]
    public void The_plan_s_id_changes_with_what_is_new()
    {
        Write("1_make", Add);
        _project.Deployed();
        var before = _project.Plan();
        _project.ManifestIsThere = false;
        Assert.NotEqual(before.Id, _project.Plan().Id);
    }

    private void Served(string name, string text)
    {
        Write(name, text);
        _project.Deployed();
    }

    private void Write(string name, string text) => _project.Write($"{Folder}{name}.php", text);

    private static MigrateStep Migrate(DeployPlan plan) => plan.Hosts[0].Plan.Steps.OfType<MigrateStep>().Single();

    private void Database(string? kind) => _project.Environment = _project.Environment with { Services = _project.Environment.Services with { Database = kind } };
}
