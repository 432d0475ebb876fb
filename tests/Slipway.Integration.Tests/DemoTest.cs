using System.Text.Json;
using Slipway.Processes;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>What a stranger sees first: the whole story on this machine.</summary>
public class DemoTest
{
    [Fact]
    public async Task The_demo_observes_all_it_claims_and_leaves_nothing()
    {
        Needs.Programs("dotnet");
        var parent = Directory.CreateTempSubdirectory("slipway-demo-test-").FullName;
        try
        {
            var folder = Path.Combine(parent, "guest-book");
            var run = await Command.RunAsync(
                new CommandLine(Repository.Client, ["demo", "--json", "--folder", folder]) { Deadline = TimeSpan.FromMinutes(5) },
                TestContext.Current.CancellationToken);
            var last = run.Output.TrimEnd().Split('\n')[^1];
            Assert.True(run.Exit == 0, $"exit {run.Exit}: {last}\n{run.Errors}");
            using var result = JsonDocument.Parse(last);
            Assert.Equal(("result", "demo", "done"), (Text(result, "type"), Text(result, "command"), Text(result, "outcome")));
            var data = result.RootElement.GetProperty("data");
            Assert.Equal((0, 0), (data.GetProperty("failed").GetInt64(), data.GetProperty("mixed").GetInt64()));
            Assert.True(data.GetProperty("requests").GetInt64() > 0);
            Assert.All(data.GetProperty("claims").EnumerateArray(), claim => Assert.True(claim.GetProperty("observed").GetBoolean(), claim.ToString()));
            Assert.False(Directory.Exists(folder), "the demo left its folder");
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private static string Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString()!;
}
