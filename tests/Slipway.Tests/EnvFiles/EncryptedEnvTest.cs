using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Slipway.EnvFiles;
using Slipway.Problems;
using Slipway.Secrets;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.EnvFiles;

public class EncryptedEnvTest
{
    private const string Path = ".env.production.encrypted";
    private static readonly EnvKey Key = EnvKey.Parse(new(Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)])), "test");

    [Fact]
    public void What_was_encrypted_is_decrypted() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(t => t is not null && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)) == t), text =>
            EncryptedEnv.Decrypt(EncryptedEnv.Encrypt(new(text), Key, "production"), Key, "production", Path).Reveal() == text));

    [Fact]
    public void Same_text_gives_another_file_each_time_and_shows_nothing_of_it()
    {
        var files = Enumerable.Range(0, 20).Select(_ => EncryptedEnv.Encrypt(new("DB_PASSWORD=sentinel\n"), Key, "production")).ToList();

        Assert.All(Enumerable.Range(2, 3), line => Assert.Equal(20, files.Select(f => f.Split('\n')[line]).Distinct().Count())); // id, key, nonce
        Assert.All(files, f => Assert.DoesNotContain("sentinel", f));
        Assert.All(files, f => Assert.Matches("^slipway-env 1 aes-256-gcm\nenv: production\nid: [A-Za-z0-9+/]{22}==\nkey: [0-9a-f]{16}\nnonce: [A-Za-z0-9+/]{16}\n\n[A-Za-z0-9+/=]+\n$", f));
    }

    /// <summary>The format is documented, so that it can be read without Slipway: here by the documentation alone.</summary>
    [Fact]
    public void File_is_what_the_documentation_says()
    {
        var file = EncryptedEnv.Encrypt(new("A=1\n"), Key, "production");
        var header = file[..(file.IndexOf("\n\n", StringComparison.Ordinal) + 1)];
        var fields = header.Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split(": ")).ToDictionary(f => f[0], f => f[1]);
        var body = Convert.FromBase64String(file[(header.Length + 1)..].Replace("\n", ""));
        var id = Convert.FromBase64String(fields["id"]);
        byte[] Derived(string purpose, int length) => HKDF.DeriveKey(HashAlgorithmName.SHA256, [.. Enumerable.Range(0, 32).Select(i => (byte)i)], length, id, Encoding.ASCII.GetBytes(purpose));
        var plain = new byte[body.Length - 16];
        using var aes = new AesGcm(Derived("slipway-env 1 key", 32), 16);
        aes.Decrypt(Convert.FromBase64String(fields["nonce"]), body[..^16], body[^16..], plain, Encoding.UTF8.GetBytes(header));

        Assert.Equal("A=1\n", Encoding.UTF8.GetString(plain));
        Assert.Equal(Convert.ToHexStringLower(Derived("slipway-env 1 check", 8)), fields["key"]);
    }

    [Fact]
    public void Each_character_is_guarded()
    {
        var file = EncryptedEnv.Encrypt(new("A=1\nB=2\n"), Key, "production");
        for (var i = 0; i < file.Length; i++)
        {
            var changed = file[..i] + (file[i] == 'A' ? 'B' : 'A') + file[(i + 1)..];
            var problem = Of(() => EncryptedEnv.Decrypt(changed, Key, "production", Path));
            Assert.True(problem.Code is "env.encrypted-format" or "env.encrypted-key" or "env.encrypted-damaged" or "env.encrypted-environment", $"{i}: {problem.Code}");
        }
    }

    [Fact]
    public void File_with_windows_line_ends_is_the_same() =>
        Assert.Equal("A=1\n", EncryptedEnv.Decrypt(EncryptedEnv.Encrypt(new("A=1\n"), Key, "production").Replace("\n", "\r\n"), Key, "production", Path).Reveal());

    [Fact]
    public void Problems_say_what_to_do()
    {
        var file = EncryptedEnv.Encrypt(new(new string('x', 200)), Key, "production");
        Problem[] problems =
        [
            Of(() => EnvKey.Parse(new("c2VudGluZWw="), "SLIPWAY_ENV_KEY")),
            Of(() => EncryptedEnv.Decrypt("", Key, "production", Path)),
            Of(() => EncryptedEnv.Decrypt(file.Replace("slipway-env 1", "slipway-env 2"), Key, "production", Path)),
            Of(() => EncryptedEnv.Decrypt(file, EnvKey.New(), "production", Path)),
            Of(() => EncryptedEnv.Decrypt(file, Key, "staging", Path)),
            Of(() => EncryptedEnv.Decrypt(file[..^6] + "\n", Key, "production", Path)),
            Of(() => EncryptedEnv.Decrypt(file.Replace("env: production", "env: staging"), Key, "staging", Path)),
            EncryptedEnvProblems.NoKey(),
        ];

        Assert.Equal(["env.key-text", "env.encrypted-format", "env.encrypted-format", "env.encrypted-key", "env.encrypted-environment", "env.encrypted-format", "env.encrypted-damaged", "env.no-key"], problems.Select(p => p.Code));
        Golden.Matches(ProblemText.Of(problems), "env-encrypted");
    }

    [Fact]
    public void Key_is_written_as_it_is_read()
    {
        var key = EnvKey.New();
        var text = EncryptedEnv.Encrypt(new("A=1"), key, "production");

        Assert.Equal("A=1", EncryptedEnv.Decrypt(text, EnvKey.Parse(new(key.ToText().Reveal() + "\n"), "file"), "production", Path).Reveal());
        Assert.Equal(44, key.ToText().Reveal().Length);
    }

    private static Problem Of(Action act) => Assert.Throws<ProblemException>(act).Problem;
}
