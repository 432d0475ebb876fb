using Slipway.Checks;
using Slipway.Project;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Checks.Env;

/// <summary>Without an env file nothing is passed over in silence.</summary>
public class EnvReadableTest
{
    [Fact]
    public async Task Without_an_env_file_it_is_unknown_and_says_what_lies_there()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "manage.py", "os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"site1.settings\")\n");
        Write(folder, "site1/settings.py", "import os\nDEBUG = os.environ.get(\"DEBUG\", \"True\") == \"True\"\n");
        Write(folder, ".env.local.example", "DEBUG=False\n");
        Write(folder, "docker/.env.example", "DEBUG=False\n");
        var findings = await RunAsync(folder, "django");
        var readable = findings.Single(f => f.Id == "env.readable");
        Assert.Equal(CheckOutcome.Unknown, readable.Outcome);
        Assert.Equal(
            [
                "there is no .env.production here: what the hosts have was not looked at (slipway env pull, or slipway prepare for a new one)",
                "what lies there: .env.local.example, docker/.env.example",
                "the source reads 2 variables",
                "DEBUG is on unless a variable switches it off",
            ],
            readable.Evidence.Select(e => e.Text));
        Assert.Equal("site1/settings.py:2:1", readable.Evidence[^1].Where);
        Assert.Equal("env.readable", findings.Single(f => f.Id == "env.debug_off").Because);
    }

    [Fact]
    public async Task An_app_that_reads_no_variable_needs_none()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "index.html", "<!doctype html><title>x</title>\n");
        var findings = await RunAsync(folder, "static");
        Assert.Equal(CheckOutcome.Skip, findings.Single(f => f.Id == "env.readable").Outcome);
    }

    private static Task<IReadOnlyList<Finding>> RunAsync(TemporaryFolder folder, string stack)
    {
        var environment = new AppEnvironment { App = "shop", Name = "production", Folder = folder.Path, RunUser = "shop", Root = "/srv/shop", Stack = stack };
        return Validation.RunAsync(new CheckedProject(environment, stack) { Offline = true }, ["env"], [], TestContext.Current.CancellationToken);
    }

    private static void Write(TemporaryFolder folder, string path, string text)
    {
        var full = Path.Combine(folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
