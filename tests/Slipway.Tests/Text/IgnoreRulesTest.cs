using System.Text;
using Slipway.Processes;
using Slipway.Tests.Content;
using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Text;

public class IgnoreRulesTest
{
    [Theory]
    [InlineData("*.log", "a/b.log", false, true)]
    [InlineData("/a", "b/a", false, false)]
    [InlineData("a/b", "x/a/b", false, false)]
    [InlineData("**/a/b", "x/y/a/b", false, true)]
    [InlineData("**/a/b", "xa/b", false, false)]
    [InlineData("a/**/b", "a/b", false, true)]
    [InlineData("a/**/b", "a/x/y/b", false, true)]
    [InlineData("a/**", "a", true, false)]
    [InlineData("a/**", "a/x/y", false, true)]
    [InlineData("build/", "build", false, false)]
    [InlineData("build/", "build", true, true)]
    [InlineData("build/", "x/build/file", false, true)]
    [InlineData("[a-c]?[!x]", "bzz", false, true)]
    [InlineData("[a-c]?[!x]", "bzx", false, false)]
    [InlineData(@"\#x", "#x", false, true)]
    [InlineData(@"x\ ", "x ", false, true)]
    [InlineData("x  ", "x", false, true)]
    [InlineData("?", "é", false, false)]
    [InlineData("??", "é", false, true)]
    [InlineData("a*/b", "ax/y/b", false, false)]
    public void One_pattern_means_what_git_says(string pattern, string path, bool isFolder, bool ignored) =>
        Assert.Equal(ignored, new IgnoreRules([pattern]).IsIgnored(path, isFolder));

    [Fact]
    public void A_negated_rule_takes_back_a_file_but_not_one_in_an_ignored_folder()
    {
        var rules = new IgnoreRules(["*.txt", "!keep.txt", "closed", "!closed/keep.txt"]);
        Assert.True(rules.IsIgnored("a.txt", false));
        Assert.False(rules.IsIgnored("sub/keep.txt", false));
        Assert.True(rules.IsIgnored("closed/keep.txt", false));
    }

    [Theory]
    [InlineData(".env", true)]
    [InlineData("sub/.env.production", true)]
    [InlineData(".env.example", true)]
    [InlineData(".git/config", true)]
    [InlineData(".slipway/cache/x", true)]
    [InlineData("web/node_modules/x/y.js", true)]
    [InlineData("slipway.yaml", true)]
    [InlineData("docs/slipway.yaml", false)]
    [InlineData(".gitignore", false)]
    [InlineData("environment", false)]
    public void Defaults_keep_secrets_and_local_files_here(string path, bool ignored) =>
        Assert.Equal(ignored, new IgnoreRules(IgnoreRules.Defaults).IsIgnored(path, false));

    [Fact]
    public void Lines_end_in_LF_or_CR_LF_and_a_byte_order_mark_is_skipped() =>
        Assert.Equal(["a", "b", "", "c"], IgnoreRules.Lines("\uFEFFa\r\nb\n\nc"));

    [Fact]
    public void A_pattern_full_of_stars_is_decided_at_once()
    {
        var rules = new IgnoreRules([string.Concat(Enumerable.Repeat("*a", 60)) + "b"]);
        Assert.False(rules.IsIgnored(new string('a', 3000), false));
    }

    // 600 generated lists of one to three lines, each against 25 generated paths, asked of the real git.
    [Fact]
    public async Task Generated_rules_and_paths_agree_with_git()
    {
        using var temp = new TempFolder();
        Git.Run(temp.Path, "init", "-q");
        const int seed = 20261120;
        var random = new Random(seed);
        var lists = Enumerable.Range(0, 600).Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pattern(random)).ToList()).ToList();
        // One folder per list: git reads the .gitignore of a folder with exactly the meaning of one in the top folder, for paths below it.
        for (var i = 0; i < lists.Count; i++)
            temp.Write($"{i}/.gitignore", string.Concat(lists[i].Select(l => l + "\n")));
        var asked = new List<(int List, string Path)>();
        for (var i = 0; i < lists.Count; i++)
            foreach (var path in Enumerable.Range(0, 25).Select(_ => PathOf(random)).Distinct())
            {
                asked.Add((i, path));
                if (random.Next(3) == 0) // git looks on the disk whether a path is a folder
                    temp.Folder($"{i}/{path}");
            }

        var ignored = await AskGit(temp.Path, asked);
        var rules = lists.Select(l => new IgnoreRules(l)).ToList();
        var different = asked.Where(a => rules[a.List].IsIgnored(a.Path, Directory.Exists(temp[$"{a.List}/{a.Path}"])) != ignored.Contains($"{a.List}/{a.Path}")).ToList();
        Assert.True(different.Count == 0, $"seed {seed}: {different.Count} differ, first: " + string.Join("; ", different.Take(8).Select(d =>
            $"[{string.Join(" | ", lists[d.List])}] {d.Path} git={ignored.Contains($"{d.List}/{d.Path}")}")));
        Assert.InRange(ignored.Count, asked.Count / 20, asked.Count / 2); // both answers occur
    }

    private static async Task<HashSet<string>> AskGit(string folder, IEnumerable<(int List, string Path)> asked)
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(asked.Select(a => $"{a.List}/{a.Path}\0")));
        var line = new CommandLine("git", "check-ignore", "--no-index", "-z", "--stdin") { Folder = folder, Input = input };
        var (exit, output, errors) = await ByteCommand.RunAsync(line, 1 << 26, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, errors);
        return [.. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string Pattern(Random random)
    {
        string[] parts = ["a", "b", "ab", "c", "*", "**", "?", "/", "/", "/**/", "**/", "/**", "[ab]", "[!a]", "[^b-z]", "[]a]", "[a-]", "[[:alpha:]]", "[[:x:]]", "[[:", "[a",
            "\\a", "\\*", "\\", "é", ".", "-", " ", "\\ ", "#", "!", "*b", "a*", "***", "[\\]a]", "[a-\\c]"];
        var text = new StringBuilder(random.Next(6) == 0 ? "!" : "");
        for (var n = random.Next(1, 6); n > 0; n--)
            text.Append(parts[random.Next(parts.Length)]);
        if (random.Next(5) == 0)
            text.Append('/');
        return text.ToString();
    }

    private static string PathOf(Random random)
    {
        string[] names = ["a", "b", "ab", "ba", "c", "abc", "a b", "é", "*", "[a", "#", "!a", ".a", "-", "]", "a ", "\\", "\\a", "aab"];
        return string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => names[random.Next(names.Length)]));
    }
}
