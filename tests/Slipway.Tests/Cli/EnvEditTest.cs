using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.EnvFiles;
using Slipway.Secrets;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class EnvEditTest : IDisposable
{
    private const string Before = "APP_NAME=shop\nDB_PASSWORD=sentinel\n";

    private readonly TemporaryFolder _folder = new();
    private readonly EnvKey _key = EnvKey.New();
    private readonly string _encrypted;

    public EnvEditTest()
    {
        _folder.Write("slipway.yaml", "app: shop\nstack: laravel\nenvironments:\n  production:\n    url: https://shop.sa\n    hosts: [root@203.0.113.10]\n");
        _folder.Write(".slipway/env.key", _key.ToText().Reveal());
        _encrypted = EncryptedEnv.Encrypt(new Secret(Before), _key, "production");
        _folder.Write(".env.production.encrypted", _encrypted);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_the_editor_saves_is_encrypted_and_no_plain_file_is_left()
    {
        var (exit, lines) = await EditAsync("""echo "$1" > seen; stat -c %a "$1" "$(dirname "$1")" >> seen; sed -i s/shop/bazaar/ "$1" """);

        Assert.Equal((0, "APP_NAME=bazaar\nDB_PASSWORD=sentinel\n"), (exit, Decrypted()));
        Assert.Equal("wrote .env.production.encrypted", lines[^1].Split(" in ")[0]);
        var seen = File.ReadAllLines(Path.Combine(_folder.Path, "seen"));
        Assert.Equal((".env.production", "600", "700"), (Path.GetFileName(seen[0]), seen[1], seen[2]));
        Assert.False(Directory.Exists(Path.GetDirectoryName(seen[0])));
        Assert.False(File.Exists(Path.Combine(_folder.Path, ".env.production")));
        Assert.DoesNotContain(lines, l => l.Contains("sentinel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_change_git_sees_none()
    {
        var (exit, lines) = await EditAsync("""touch "$1" """);

        Assert.Equal((0, _encrypted), (exit, Read()));
        Assert.Equal("nothing was changed", lines[^1].Split(" in ")[0]);
    }

    [Theory]
    [InlineData("exit 3", "ended with status 3")]
    [InlineData("kill -INT $$", "ended with status 130")]
    public async Task An_editor_that_fails_or_is_interrupted_changes_nothing(string end, string said)
    {
        var (exit, lines) = await EditAsync($"""dirname "$1" > seen; echo NEW=1 >> "$1"; {end}""");

        Assert.Equal((4, _encrypted), (exit, Read()));
        Assert.Equal("problem: The env could not be edited [cli.env-editor]", lines[0]);
        Assert.Contains(lines, l => l.EndsWith(said, StringComparison.Ordinal));
        Assert.False(Directory.Exists(File.ReadAllText(Path.Combine(_folder.Path, "seen")).Trim()));
    }

    [Fact]
    public async Task What_no_app_could_read_is_not_encrypted_and_may_be_put_right()
    {
        var (exit, lines) = await EditAsync("""if grep -q '^broken' "$1"; then sed -i '/^broken/d; s/shop/bazaar/' "$1"; else echo 'broken sentinel line' >> "$1"; fi""", answers: "\n");

        Assert.Equal((0, "APP_NAME=bazaar\nDB_PASSWORD=sentinel\n"), (exit, Decrypted()));
        Assert.Contains(lines, l => l.EndsWith(".env.production:3:1: this line is not `KEY=value`", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains("sentinel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("")]
    public async Task Who_gives_up_keeps_the_old_one(string answers)
    {
        var (exit, lines) = await EditAsync("""echo 'broken sentinel line' >> "$1" """, answers);

        Assert.Equal((10, _encrypted), (exit, Read()));
        Assert.DoesNotContain(lines, l => l.Contains("sentinel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plain_file_with_another_text_is_said_to_go_before()
    {
        _folder.Write(".env.production", Before);
        Assert.Contains(".env.production is another text now, and a deploy takes that one: slipway env decrypt production", (await EditAsync("""echo NEW=1 >> "$1" """)).Lines);
    }

    [Fact]
    public async Task An_editor_that_is_not_there_is_told()
    {
        var (exit, lines) = await RunAsync("no-such-editor --wait", "");
        Assert.Equal((4, "problem: The env could not be edited [cli.env-editor]"), (exit, lines[0]));
        Assert.Contains("no-such-editor", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_opened()
    {
        var (exit, lines) = await RunAsync("touch", "", interactive: false);
        Assert.Equal((4, "problem: The env could not be edited [cli.env-editor]"), (exit, lines[0]));
    }

    private string Read() => File.ReadAllText(Path.Combine(_folder.Path, ".env.production.encrypted"));

    private string Decrypted() => EncryptedEnv.Decrypt(Read(), _key, "production", "").Reveal();

    /// <param name="script">Of an editor whose only argument is the file; it runs in the project's folder.</param>
    private Task<(int Exit, string[] Lines)> EditAsync(string script, string answers = "")
    {
        var editor = _folder.Write("editor.sh", $"cd '{_folder.Path}'\n{script}\n");
        return RunAsync($"sh '{editor}'", answers);
    }

    private async Task<(int Exit, string[] Lines)> RunAsync(string editor, string answers, bool interactive = true)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = error, In = new StringReader(answers), Folder = _folder.Path, Editor = editor, IsInteractive = interactive };
        var exit = await new CommandRunner(terminal).RunAsync(["env", "edit"]);
        return (exit, (output.ToString() + error).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
