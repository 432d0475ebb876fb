using System.Text;
using Slipway.Problems;
using Slipway.Project;
using Xunit;

namespace Slipway.Tests.Project;

/// <summary>Whatever the bytes are, the reader ends soon with a file or with problems that can be acted on.</summary>
public class ProjectFuzzTest
{
    private static readonly string[] Seeds =
    [
        Yaml.With("names: [www.example.com]\ntls: auto\nusers: { deploy: deploy, run: shop-app }\nhealth: { path: /health, expect: 200, timeout: 60s }\nservices: { database: mysql, workers: { queue: { command: \"php artisan\", count: 2 } } }\nhooks:\n  - { before: switch, run: [a, b], on: local }\nkeep: 5"),
        "app: x\nchecks: >\n  folded\n  text\njourneys: |\n  literal\n   more\n\n\ncontacts: 'it''s'\nbackup: \"\\u00e9\\n\"\n",
    ];

    private static readonly string[] Tokens = ["{", "}", "[", "]", ":", ": ", "- ", "? ", "\n", "\n  ", ",", "#", "&a", "*a", "!x", "|", ">", "'", "\"", "---\n", "...\n", "%YAML 1.2\n", "\t", "~", "<<", "\\", "\r", "\u0085", "\u2028", "\uFEFF", "@", "`"];

    [Fact]
    public void Random_bytes_never_crash() => Run(5_000, random =>
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    });

    [Fact]
    public void Random_tokens_never_crash() => Run(5_000, random =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(3) == 0 ? "a" + random.Next(9) : Tokens[random.Next(Tokens.Length)]))));

    [Fact]
    public void Mutated_files_never_crash() => Run(3_000, random =>
    {
        var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(text.Length);
            if (random.Next(2) == 0)
                text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at));
            else
                text.Insert(at, Tokens[random.Next(Tokens.Length)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    });

    [Theory]
    [InlineData("{"), InlineData("- "), InlineData("? "), InlineData("a: {"), InlineData("["), InlineData("a: "), InlineData("\n a"), InlineData("- - "), InlineData("'"), InlineData("\""), InlineData("&a "), InlineData("!a "), InlineData("!"), InlineData("\\"), InlineData("#"), InlineData("a:\n"), InlineData("%"), InlineData("a,"), InlineData("|\n"), InlineData(" "), InlineData("\n"), InlineData("a"), InlineData("[],"), InlineData("{},"), InlineData("---\n"), InlineData("a: &a [*a]\n")]
    public void Largest_file_of_one_token_ends(string token)
    {
        var text = string.Concat(Enumerable.Repeat(token, ProjectFileReader.MaxBytes / token.Length));

        foreach (var start in new[] { "", "app: ", "app: [", "app: \"" })
            Judge(Encoding.UTF8.GetBytes(start + text[..^start.Length]), token);
    }

    private static void Run(int count, Func<Random, byte[]> make)
    {
        var seed = Environment.GetEnvironmentVariable("SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            Judge(make(random), $"SEED={seed}, input {i}");
    }

    private static void Judge(byte[] bytes, string what)
    {
        try
        {
            ProjectFileReader.Parse(bytes, "slipway.yaml");
        }
        catch (ProblemException found)
        {
            Assert.All(found.Problems, p => Assert.False(string.IsNullOrEmpty(p.Remedy) || string.IsNullOrEmpty(p.Where), what));
        }
        catch (Exception bug)
        {
            Assert.Fail($"{what}: {bug}\n{Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 500)])}");
        }
    }
}
