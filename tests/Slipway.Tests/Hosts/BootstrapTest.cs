using Slipway.Hosts;
using Slipway.Processes;
using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Hosts;

public class BootstrapTest
{
    private static readonly string _command = Bootstrap.Command(HostRights.Full, new string('a', 64), 12345);

    [Fact]
    public void Command_has_nothing_that_another_login_shell_would_read_differently()
    {
        Assert.DoesNotContain('!', _command);
        Assert.DoesNotContain('\\', _command);
        Assert.DoesNotContain('\n', _command);
        var words = Shell.Split(_command);
        Assert.Equal(["exec", "/bin/sh", "-c"], words.Take(3));
        Assert.Equal(["full", new string('a', 64), "12345"], words.Skip(6));
        Assert.Equal(9, words.Count);
        Assert.DoesNotContain('\'', words[3] + words[5]);
    }

    [Fact]
    public void Command_does_not_contain_the_marker_so_that_its_echo_is_no_answer() =>
        Assert.DoesNotContain(Slipway.Protocol.Hello.Marker.Trim(), _command, StringComparison.Ordinal);

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Both_scripts_are_valid_for_sh(int word)
    {
        var parsed = await Command.RunAsync(new CommandLine("sh", "-n", "-c", Shell.Split(_command)[word]));

        Assert.Equal((0, ""), (parsed.Exit, parsed.Errors));
    }
}
