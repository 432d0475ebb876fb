using Slipway.Hosts;
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
            var facts = await first.FactsAsync(new FactsRequest { Paths = ["/var/lib/slipway"], Programs = ["sh", "no-such-program"], Users = ["root", "nobody-at-all"] });
            Assert.Equal("debian", facts.Os);
            Assert.Equal(["sh"], facts.Programs.Keys);
            Assert.Equal(["root"], facts.Users.Keys);
            await first.Connection.ByeAsync();
            Assert.Equal(ConnectionEndReason.Bye, (await first.Connection.Completion).Reason);
        }

        await using var second = await server.OpenAsync();
        Assert.False(second.Pushed);
        Assert.Equal([agent.Digest], Directory.GetDirectories(Path.Combine(server.Folder, "over/var_lib/slipway/agent")).Select(Path.GetFileName).Where(n => n != "current"));
        Assert.Equal(agent.Digest, new FileInfo(Path.Combine(server.Folder, "over/var_lib/slipway/agent/current")).LinkTarget);
    }
}
