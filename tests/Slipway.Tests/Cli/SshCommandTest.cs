using Slipway.Cli.Commands;
using Slipway.Processes;
using Slipway.Tests.Support;
using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class SshCommandTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>fish, tcsh and sh agree on how a program is run with quoted words, and on little else.</summary>
    [Fact]
    public void The_login_shell_only_has_to_run_sh()
    {
        var words = Shell.Split(SshCommand.OpenIn("/srv/shop/current"));
        Assert.Equal(["exec", "/bin/sh", "-c"], words.Take(3));
        Assert.Equal(4, words.Count);
    }

    [Theory]
    [InlineData("current")]
    [InlineData("it's $HOME; here")]
    public async Task It_opens_the_login_shell_in_the_folder(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
        foreach (var shell in (string[])["bash", "dash"])
        {
            var result = await Command.RunAsync(new CommandLine(shell, "-c", SshCommand.OpenIn(folder))
            {
                Variables = new Dictionary<string, string?> { ["SHELL"] = "/bin/sh" },
                Input = "pwd -P\nexit 5\n"u8.ToArray(),
            });
            Assert.Equal((5, folder), (result.Exit, result.Output.Trim()));
        }
    }

    [Fact]
    public async Task Before_the_first_deploy_it_says_so()
    {
        var result = await Command.RunAsync(new CommandLine("sh", "-c", SshCommand.OpenIn(Path.Combine(_folder.Path, "absent"))) { Input = "exit 0\n"u8.ToArray() });
        Assert.Equal("nothing is deployed here yet", result.Output.Trim());
    }
}
