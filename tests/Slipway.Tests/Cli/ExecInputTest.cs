using System.IO.Pipelines;
using Slipway.Cli;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

/// <summary>What is piped in reaches one host; for several it is refused before any of them is asked.</summary>
public sealed class ExecInputTest : IDisposable
{
    private const string Unreachable = "slipway-test.invalid";
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _said = new();

    public ExecInputTest() => _folder.Write("slipway.yaml",
        "app: shop\nstack: static\nenvironments:\n  staging:\n    url: http://shop.example.com\n"
        + $"    hosts: [root@one.{Unreachable}, root@two.{Unreachable}]\n");

    public void Dispose()
    {
        _folder.Dispose();
        _said.Dispose();
    }

    [Fact]
    public async Task Input_for_several_hosts_is_refused_with_the_remedy()
    {
        Assert.Equal(ExitCodes.Usage, await ExecAsync(new MemoryStream("x"u8.ToArray())));
        Assert.Contains("Standard input goes to one host only", _said.ToString());
        Assert.Contains($"Name the host: --host root@one.{Unreachable}. If the command reads nothing: < /dev/null", _said.ToString());
    }

    [Fact]
    public async Task So_is_a_pipe_in_which_something_may_still_come() =>
        Assert.Equal(ExitCodes.Usage, await ExecAsync(new Pipe().Reader.AsStream()));

    [Fact]
    public async Task Input_that_has_ended_and_input_for_one_host_go_on_to_the_hosts()
    {
        Assert.NotEqual(ExitCodes.Usage, await ExecAsync(Stream.Null));
        Assert.NotEqual(ExitCodes.Usage, await ExecAsync(null));
        Assert.NotEqual(ExitCodes.Usage, await ExecAsync(new MemoryStream("x"u8.ToArray()), "--host", $"one.{Unreachable}"));
        Assert.DoesNotContain("Standard input", _said.ToString());
    }

    private async Task<int> ExecAsync(Stream? input, params string[] more)
    {
        using var terminal = new Terminal
        {
            Out = _said, Error = _said, In = TextReader.Null, Clock = new FastTime(), Folder = _folder.Path,
            Pipes = new Pipes(input, null, _said),
        };
        return await new CommandRunner(terminal).RunAsync(["exec", "staging", .. more, "--", "cat"]);
    }
}
