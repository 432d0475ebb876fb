using System.Diagnostics;
using Slipway.Checks;
using Slipway.Checks.Project.Env;
using Slipway.Project;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Checks.Env;

public class EnvFactsTest
{
    [Fact]
    public async Task A_pipe_in_place_of_the_env_file_is_told_and_not_waited_for()
    {
        using var folder = new TemporaryFolder();
        using (var pipe = Process.Start("mkfifo", Path.Combine(folder.Path, ".env.production")))
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        var project = new CheckedProject(new AppEnvironment { App = "shop", Name = "production", Folder = folder.Path, RunUser = "shop", Root = "/srv/shop" }, "static");
        var reading = Task.Run(() => EnvFacts.ReadAsync(project, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var facts = await reading.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(["it is a pipe, a socket or a device"], facts.Problems.Select(p => p.Detail));
    }
}
