using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Cli.Plans;
using Slipway.Deployments.Planning;
using Slipway.Tests.Deployments.Planning;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class PlanTextTest : IDisposable
{
    private readonly MigratingProject _project = new("laravel");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_first_deploy_lists_all_migrations()
    {
        Changed();
        Golden.Matches(Text(_project.Plan()), "plan-first");
    }

    [Fact]
    public void New_migrations_have_their_risks_with_file_and_line()
    {
        _project.Environment = _project.Environment with { Services = _project.Environment.Services with { Database = "mysql" } };
        Served();
        Changed();
        _project.Journal(committed: false, migrated: false, [], notApproved: ["2019_12_14_000001_create_tokens"]);
        Golden.Matches(Text(_project.Plan(allow: true)), "plan-destructive");
    }

    [Fact]
    public void Without_new_migrations_it_says_so()
    {
        Served();
        Golden.Matches(Text(_project.Plan()), "plan-none-new");
    }

    [Fact]
    public void Migrations_that_no_file_tells_are_said_to_be_unknown()
    {
        _project.Environment = _project.Environment with { Migrations = new(["bin/list"], ["bin/run"]) };
        Served();
        Golden.Matches(Text(_project.Plan()), "plan-unknown");
    }

    [Fact]
    public void The_same_is_there_as_data()
    {
        Served();
        Changed();
        Assert.Equal(
            """{"known":true,"first":false,"new":[{"name":"2024_02_01_add","file":"database/migrations/2024_02_01_add.php","risks":[]},{"name":"2024_02_02_tidy","file":"database/migrations/2024_02_02_tidy.php","risks":[{"line":3,"why":"removes a column"},{"line":4,"why":"removes a table"}]}]}""",
            PlanFolder.ToJson(_project.Plan())["migrations"]!.ToJsonString());
        Assert.Null(PlanFolder.ToJson(_project.Plan() with { Migrations = null })["migrations"]);
    }

    private void Served()
    {
        _project.Write("database/migrations/2024_01_01_make.php", "<?php\nSchema::create('a', fn ($t) => $t->id());\n");
        _project.Deployed();
    }

    private void Changed()
    {
        _project.Write("database/migrations/2024_02_01_add.php", "<?php\nSchema::table('a', fn ($t) => $t->string('x')->nullable());\n");
        _project.Write("database/migrations/2024_02_02_tidy.php", "<?php\nSchema::table('a', function ($t) {\n    $t->dropColumn('x'); });\nSchema::drop('b');\n");
    }

    private string Text(DeployPlan plan)
    {
        var text = new StringWriter();
        using (var output = new PlainOutput(text))
            PlanText.Tell(plan, _project.Source(), _project.Targets(), output);
        return text.ToString();
    }
}
