using Slipway.EnvFiles;
using Slipway.Processes;
using Slipway.Secrets;
using Slipway.Text;
using Xunit;

namespace Slipway.Integration.Tests;

/// <summary><c>slipway env edit</c> on a terminal of its own, with an editor that stays.</summary>
public sealed class EnvEditTest : IDisposable
{
    private const string Before = "APP_NAME=shop\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-edit-test-").FullName;
    private readonly EnvKey _key = EnvKey.New();

    public EnvEditTest()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".slipway"));
        Write("slipway.yaml", "app: shop\nstack: laravel\nenvironments:\n  production:\n    url: https://shop.sa\n    hosts: [root@203.0.113.10]\n");
        Write(".slipway/env.key", _key.ToText().Reveal());
        Write(".env.production.encrypted", EncryptedEnv.Encrypt(new Secret(Before), _key, "production"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Ctrl+C reaches all programs of the terminal; many an editor has it as a key.</summary>
    [Fact]
    public async Task Ctrl_C_in_the_editor_is_the_editors()
    {
        var result = await EditAsync("""trap '' INT; kill -INT 0; sleep 0.5; echo NEW=1 >> "$1" """);

        Assert.True(result.Exit == 0, result.Output);
        Assert.Equal(Before + "NEW=1\n", Text());
    }

    [Fact]
    public async Task An_editor_that_ends_by_Ctrl_C_changes_nothing()
    {
        var result = await EditAsync("""dirname "$1" > seen; echo NEW=1 >> "$1"; kill -INT 0; sleep 10""");

        Assert.Equal(4, result.Exit);
        Assert.Equal(Before, Text());
        Assert.False(Directory.Exists(File.ReadAllText(Path.Combine(_folder, "seen")).Trim()));
    }

    [Fact]
    public async Task When_it_must_end_it_ends_the_editor_first_and_leaves_no_plain_text()
    {
        var result = await EditAsync("""dirname "$1" > seen; trap 'ls -A "$(dirname "$1")" > ended; exit 0' TERM; kill -TERM $PPID; while :; do sleep 0.05; done""");

        Assert.Equal(130, result.Exit);
        Assert.Equal(Before, Text());
        Assert.Equal(".env.production\n", File.ReadAllText(Path.Combine(_folder, "ended")));
        Assert.False(Directory.Exists(File.ReadAllText(Path.Combine(_folder, "seen")).Trim()));
    }

    private async Task<CommandResult> EditAsync(string script)
    {
        Needs.Programs("script");
        Write("editor.sh", $"cd '{_folder}'\n{script}\n");
        return await Command.RunAsync(
            new CommandLine("script", "-qec", "exec " + Shell.Join([Repository.Client, "env", "edit"]), "/dev/null")
            {
                Folder = _folder,
                Variables = new Dictionary<string, string?> { ["VISUAL"] = $"sh '{_folder}/editor.sh'", ["CI"] = null, ["TERM"] = "xterm" },
                Deadline = TimeSpan.FromSeconds(30),
            },
            TestContext.Current.CancellationToken);
    }

    private string Text() => EncryptedEnv.Decrypt(File.ReadAllText(Path.Combine(_folder, ".env.production.encrypted")), _key, "production", "").Reveal();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
