using Slipway.Hosts;
using Slipway.Hosts.Observed.Accounts;
using Slipway.Hosts.Observed.Machine;
using Slipway.Hosts.Observed.Software;
using Slipway.Protocol;
using Xunit;

namespace Slipway.Integration.Tests;

public class HostConnectionTest
{
    [Fact]
    public async Task The_agent_is_pushed_once_and_found_the_second_time()
    {
        await using var server = await SshServer.StartAsync();
        var agent = await Repository.AgentAsync();

        await using (var first = await server.OpenAsync())
        {
            Assert.True(first.Pushed);
            Assert.Equal(0, first.Hello.User);
            Assert.Equal(Environment.MachineName, first.Hello.HostName);
            var (system, programs, users) = (new SystemQuestion(), new ProgramsQuestion(["sh", "no-such-program"]), new UsersQuestion(["root", "nobody-at-all"]));
            var seen = await first.ObserveAsync([system, programs, users]);
            Assert.Equal("debian", seen.Of(system).Fact?.Os);
            Assert.Equal(["sh"], seen.Of(programs).Fact?.Paths.Keys);
            Assert.Equal(["root"], seen.Of(users).Fact?.Users.Select(user => user.Name));
            await first.Connection.ByeAsync();
            Assert.Equal(ConnectionEndReason.Bye, (await first.Connection.Completion).Reason);
        }

        await using var second = await server.OpenAsync();
        Assert.False(second.Pushed);
        Assert.Equal([agent.Digest], Directory.GetDirectories(Path.Combine(server.Folder, "over/var_lib/slipway/agent")).Select(Path.GetFileName).Where(n => n != "current"));
        Assert.Equal(agent.Digest, new FileInfo(Path.Combine(server.Folder, "over/var_lib/slipway/agent/current")).LinkTarget);
    }
}
