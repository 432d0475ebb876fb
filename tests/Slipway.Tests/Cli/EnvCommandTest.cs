using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.EnvFiles;
using Slipway.Secrets;
using Xunit;

namespace Slipway.Tests.Cli;

public sealed class EnvCommandTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-env-").FullName;

    public EnvCommandTest()
    {
        Write("slipway.yaml", "app: shop\nstack: laravel\nenvironments:\n  production:\n    url: https://shop.sa\n    hosts: [root@203.0.113.10]\n");
        Write(".env.production", "# shop\nAPP_NAME='My shop'\nMAIL_FROM=\"${APP_NAME}\"\nDB_PASSWORD=sentinel\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Get_prints_the_value_as_the_app_reads_it() => Assert.Equal("My shop", (await RunAsync("env", "get", "MAIL_FROM", "--show")).Lines[0]);

    [Fact]
    public async Task Get_shows_nothing_into_a_pipe()
    {
        var (exit, lines) = await RunAsync("env", "get", "DB_PASSWORD");

        Assert.Equal(2, exit);
        Assert.DoesNotContain(lines, l => l.Contains("sentinel", StringComparison.Ordinal));
        Assert.Equal(2, (await RunAsync("env", "get", "NONE", "--show")).Exit);
    }

    [Fact]
    public async Task Set_keeps_all_else_and_a_backup()
    {
        Assert.Equal(0, (await RunAsync("env", "set", "APP_NAME=It's new")).Exit);
        Assert.Equal(0, (await RunAsync("env", "set", "LOG_LEVEL=info")).Exit);

        Assert.Equal("# shop\nAPP_NAME=\"It's new\"\nMAIL_FROM=\"${APP_NAME}\"\nDB_PASSWORD=sentinel\nLOG_LEVEL=info\n", Read(".env.production"));
        Assert.Equal(2, Directory.EnumerateFiles(_folder, ".env.production.backup-*").Count());
        Assert.Equal(2, (await RunAsync("env", "set", "NOT-A-NAME=1")).Exit);
    }

    [Fact]
    public async Task Set_takes_the_value_from_the_input()
    {
        var (exit, lines) = await RunAsync(new StringReader("from input\n"), "env", "set", "DB_PASSWORD");

        Assert.Equal(0, exit);
        Assert.Contains("DB_PASSWORD='from input'\n", Read(".env.production"), StringComparison.Ordinal);
        Assert.DoesNotContain(lines, l => l.Contains("from input", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BEGIN\nmiddle\tof it\nEND\n", "BEGIN\nmiddle\tof it\nEND\n")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData(" blanks and\ttabs ", " blanks and\ttabs ")]
    [InlineData("from echo\n", "from echo")]
    [InlineData("from Windows' echo\r\n", "from Windows' echo")]
    [InlineData("blank at the end \n", "blank at the end ")]
    [InlineData("empty line after it\n\n", "empty line after it\n\n")]
    public async Task A_value_comes_back_through_pipes_as_it_went_in(string given, string kept)
    {
        Assert.Equal(0, (await RunAsync(new StringReader(given), "env", "set", "PIPED")).Exit);
        Assert.Equal((0, kept), await TextAsync(TextReader.Null, "env", "get", "PIPED", "--show"));
        Assert.Equal((0, "sentinel"), await TextAsync(TextReader.Null, "env", "get", "DB_PASSWORD", "--show"));
    }

    [Theory, InlineData("a\0b"), InlineData("a\uFFFDb")]
    public async Task What_cannot_be_stored_is_refused_and_not_cut(string given)
    {
        var before = Read(".env.production");
        Assert.Equal(2, (await RunAsync(new StringReader(given), "env", "set", "PIPED")).Exit);
        Assert.Equal(before, Read(".env.production"));
    }

    [Fact]
    public async Task Encrypted_file_comes_back_with_its_key_and_may_be_committed()
    {
        Write(".gitignore", ".env.*\n");
        var key = Path.Combine(_folder, ".slipway", "env.key");
        Assert.Equal(0, (await RunAsync("env", "encrypt", "--new-key", key)).Exit);
        var encrypted = Read(".env.production.encrypted");
        Assert.Equal(0, (await RunAsync("env", "encrypt")).Exit);

        Assert.Equal(encrypted, Read(".env.production.encrypted"));
        Assert.DoesNotContain("sentinel", encrypted, StringComparison.Ordinal);
        Assert.Equal(".env.*\n/.slipway/env.key\n/..env.production.*.tmp\n!/.env.production.encrypted\n", Read(".gitignore"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        var before = Read(".env.production");
        File.Delete(Path.Combine(_folder, ".env.production"));
        Assert.Equal(0, (await RunAsync("env", "decrypt", "--key-file", key)).Exit);
        Assert.Equal(before, Read(".env.production"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, ".env.production")));
    }

    [Fact]
    public async Task Decrypt_asks_before_it_replaces_and_a_wrong_file_is_not_encrypted()
    {
        var key = EnvKey.New();
        Write("key", key.ToText().Reveal());
        Write(".env.production.encrypted", EncryptedEnv.Encrypt(new Secret("A=1\n"), key, "production"));

        Assert.Equal(2, (await RunAsync("env", "decrypt", "--key-file", Path.Combine(_folder, "key"))).Exit);
        Assert.Contains("sentinel", Read(".env.production"), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("env", "decrypt", "--key-file", Path.Combine(_folder, "key"), "--yes")).Exit);
        Assert.Equal("A=1\n", Read(".env.production"));

        Write(".env.production", "A=b c\n");
        Assert.Equal(10, (await RunAsync("env", "encrypt", "--key-file", Path.Combine(_folder, "key"))).Exit);
    }

    [Fact]
    public async Task A_key_is_never_replaced()
    {
        var key = Path.Combine(_folder, "env.key");
        Assert.Equal(0, (await RunAsync("env", "encrypt", "--new-key", key)).Exit);
        var made = File.ReadAllText(key);

        Assert.Equal(4, (await RunAsync("env", "encrypt", "--new-key", key)).Exit);
        Assert.Equal(made, File.ReadAllText(key));
    }

    [Fact]
    public async Task Without_a_key_or_a_terminal_it_says_what_is_missing()
    {
        var (exit, lines) = await RunAsync("env", "decrypt");
        Assert.Equal((10, "problem: there is no key for env files [env.no-key]"), (exit, lines[0]));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    private Task<(int Exit, string[] Lines)> RunAsync(params string[] args) => RunAsync(TextReader.Null, args);

    private async Task<(int Exit, string[] Lines)> RunAsync(TextReader input, params string[] args)
    {
        var (exit, text) = await TextAsync(input, args);
        return (exit, text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<(int Exit, string Text)> TextAsync(TextReader input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new Terminal { Out = output, Error = error, In = input, Folder = _folder };
        var exit = await new CommandRunner(terminal).RunAsync(args);
        return (exit, output.ToString() + error);
    }
}
