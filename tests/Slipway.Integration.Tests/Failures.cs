using System.Diagnostics;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Project;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary>Asserts how a host that cannot be opened explains itself.</summary>
internal static class Failures
{
    /// <summary>Far above what each case needs and far below "it hangs": a loaded machine must not make a test red.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<Problem> OpenFailsAsync(this SshServer server, string code, SshSettings? settings = null, string user = "root") =>
        await OpenFailsAsync(server.As(user), settings ?? server.Settings, code, server);

    public static async Task<Problem> OpenFailsAsync(HostAddress host, SshSettings settings, string code, SshServer? server = null)
    {
        var agent = await Repository.AgentAsync();
        var waited = Stopwatch.StartNew();
        var thrown = await Assert.ThrowsAsync<ProblemException>(async () =>
        {
            await using var opened = await HostConnection.OpenAsync(host, agent, settings);
        });
        var problem = thrown.Problem;
        Assert.True(problem.Code == code, $"expected {code}, got {problem.Code}: {problem.Title}\n{problem.Detail}\n--- sshd\n{server?.Log}");
        Assert.Equal(ExitCodes.Unreachable, problem.Exit);
        Assert.False(string.IsNullOrEmpty(problem.Remedy));
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, Deadline);
        return problem;
    }
}
