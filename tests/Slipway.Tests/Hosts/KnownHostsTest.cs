using Slipway.Hosts;
using Xunit;

namespace Slipway.Tests.Hosts;

public class KnownHostsTest
{
    private const string Line = "[203.0.113.10]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINuw0SGDyhFZaGHHcX2/CjLl6HJ5SzvF3oVZ47MWUhxO";

    [Fact]
    public void Key_is_added_once_and_other_lines_stay()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = Path.Combine(folder, ".slipway", "known_hosts");
        var key = HostKey.Parse(Line + " comment\n")!;
        KnownHosts.Add(path, key);
        File.AppendAllText(path, "# ours\n");

        KnownHosts.Add(path, key);
        KnownHosts.Add(path, key with { Name = "203.0.113.11" });

        Assert.Equal($"{Line}\n# ours\n{Line.Replace("[203.0.113.10]:2222", "203.0.113.11")}\n", File.ReadAllText(path));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# comment with words")]
    [InlineData("|1|abc= ssh-ed25519 AAAA")]
    [InlineData("@revoked host ssh-ed25519 AAAA")]
    [InlineData("host ssh-ed25519 not*base64")]
    public void Line_that_is_no_plain_key_is_none(string line) => Assert.Null(HostKey.Parse(line));

    [Fact]
    public void Agent_hello_reads_back_what_was_written()
    {
        var hello = new AgentHello("0.1.0", 4711, 0, "web 1");

        Assert.Equal(hello, AgentHello.Parse(hello.ToString()));
        Assert.Null(AgentHello.Parse("client"));
        Assert.Null(AgentHello.Parse("agent 1 x 0 web1"));
    }
}
