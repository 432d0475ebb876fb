using Slipway.Databases.Sqlite;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Secrets;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Steps;

/// <summary>rollback --data: release 2 was made when Ann was in the guest book, then Bob came.</summary>
public sealed class RestoreStepTest : IDisposable
{
    private readonly TestHost _host = new();

    public RestoreStepTest()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        Sql("CREATE TABLE guests (name)", "INSERT INTO guests VALUES ('Ann')");
    }

    public void Dispose() => _host.Dispose();

    private string Database => Path.Combine(_host.Layout.Root, "shared", "app.db");

    [Fact]
    public async Task The_data_from_before_the_named_release_comes_back_and_the_present_one_is_kept()
    {
        await DeployAsync();
        Assert.Equal(TransactionOutcome.Done, (await _host.RunAsync(Rollback())).Outcome);
        Assert.Equal(["Ann"], Guests());
        Assert.True(_host.Records[^1].RestoredData);
        Assert.True(File.Exists(Path.Combine(_host.Layout.Backups, "3-x", "database.sqlite")));
        Assert.False(File.Exists(_host.Layout.FreezeFile));
    }

    [Theory]
    [InlineData("restore:before")]
    [InlineData("restore:inside")]
    [InlineData("restore:after")]
    [InlineData("soak:inside")]
    public async Task After_a_death_the_present_data_comes_back(string point)
    {
        await DeployAsync();
        await _host.KillAtAsync(Rollback(), point);
        Assert.True(File.Exists(_host.Layout.FreezeFile));
        Assert.Equal(TransactionOutcome.Undone, (await _host.RecoverAsync())!.Outcome);
        Assert.Equal(["Ann", "Bob"], Guests());
        Assert.Equal("2-x", _host.Serving);
        Assert.False(_host.Records[^1].RestoredData);
        Assert.Empty(_host.Leftovers());
    }

    /// <summary>An undo that dies begins anew, but by then visitors may have written.</summary>
    [Fact]
    public async Task What_visitors_write_after_they_are_let_in_again_survives_the_death_of_the_undo()
    {
        await DeployAsync();
        _host.Machine.Fail = call =>
        {
            if (call == "start web 3-x")
                throw new IOException("injected");
        };
        await _host.KillAtAsync(Rollback(), "tree:undo");
        _host.Machine.Fail = _ => { };
        Assert.False(File.Exists(_host.Layout.FreezeFile));
        Assert.Equal(["Ann", "Bob"], Guests());
        Sql("INSERT INTO guests VALUES ('Cara')");

        Assert.Equal(TransactionOutcome.Undone, (await _host.RecoverAsync())!.Outcome);

        Assert.Equal(["Ann", "Bob", "Cara"], Guests());
        Assert.Equal("2-x", _host.Serving);
    }

    private async Task DeployAsync()
    {
        await _host.DeployedAsync(1, null);
        var deploy = _host.Plan(2, "1-x", steps => WithData(steps, Protect())) with { Env = Env() };
        Assert.Equal(TransactionOutcome.Done, (await _host.RunAsync(deploy)).Outcome);
        Sql("INSERT INTO guests VALUES ('Bob')");
    }

    private HostPlan Rollback() => _host.Plan(3, "2-x", steps => WithData(
        steps,
        new FreezeStep(TimeSpan.Zero) { Id = "freeze", Title = "freeze", Phase = Phase.Data },
        Protect(),
        new RestoreStep("sqlite", "2-x") { Id = "restore", Title = "restore", Phase = Phase.Data })) with { Env = Env() };

    private static IEnumerable<Step> WithData(IReadOnlyList<Step> steps, params Step[] data) =>
        [.. steps.TakeWhile(s => s.Phase == Phase.Prepare), .. data, .. steps.SkipWhile(s => s.Phase == Phase.Prepare)];

    private static ProtectStep Protect() => new("sqlite") { Id = "protect", Title = "protect", Phase = Phase.Data };

    private string Env() => EnvFolder.Put(_host.Layout, new Secret($"DATABASE_PATH={Database}\n"), -1, -1);

    private IReadOnlyList<string> Guests()
    {
        using var connection = new SqliteConnection(Database, create: false);
        return connection.Query("SELECT name FROM guests ORDER BY name");
    }

    private void Sql(params string[] statements)
    {
        using var connection = new SqliteConnection(Database, create: true);
        foreach (var statement in statements)
            connection.Query(statement);
    }
}
