using System.Text;
using Slipway.Content;
using Slipway.Processes;

namespace Slipway.Checks.Project.Source;

/// <summary>Reads <see cref="GitFacts"/> with three short git commands side by side; changes nothing, not even the index.</summary>
internal static class GitFactsReader
{
    private const int MaxOutput = 1 << 28;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<GitFacts> ReadAsync(string folder, CancellationToken cancel)
    {
        if (!GitRepository.Contains(folder))
            return new GitFacts(GitState.None) { Reason = "the folder is in no git repository" };
        var place = RunAsync(folder, cancel, "rev-parse", "--is-shallow-repository", "--git-dir", "--show-prefix");
        var status = RunAsync(folder, cancel, "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--", ".");
        var index = RunAsync(folder, cancel, "ls-files", "-z", "--stage");
        await Task.WhenAll(place, status, index);
        foreach (var (exit, _, errors) in (ByteResult[])[await place, await status, await index])
            if (exit != 0)
                return Failed(exit, errors);
        var lines = Encoding.UTF8.GetString((await place).Output).Split('\n');
        var facts = Status((await status).Output, lines[2]) with
        {
            IsShallow = lines[0] == "true",
            IsSubmodule = lines[1].Contains("/modules/", StringComparison.Ordinal),
            Tracked = Index((await index).Output),
        };
        return facts.Tracked.Count == 0 && !Path.Exists(Path.Combine(folder, ".git"))
            ? new GitFacts(GitState.None) { Reason = "the repository around the folder does not track it" }
            : facts;
    }

    /// <summary>What a failure of git means.</summary>
    internal static GitFacts Failed(int exit, string errors)
    {
        var state = exit switch
        {
            127 => GitState.NoProgram,
            _ when errors.Contains("dubious ownership", StringComparison.Ordinal) || errors.Contains("unsafe repository", StringComparison.Ordinal) => GitState.ForeignOwner,
            _ => GitState.Failed,
        };
        return new GitFacts(state)
        {
            Reason = state switch
            {
                GitState.NoProgram => "git is not installed here",
                GitState.ForeignOwner => "somebody else owns the repository, so git does not read it: git config --global --add safe.directory FOLDER",
                _ => "git failed: " + errors.Split('\n')[0],
            },
        };
    }

    /// <param name="output">Of <c>git status --porcelain=v2 --branch -z</c>.</param>
    /// <param name="prefix">The project's folder below the repository's, with a slash at its end; or empty.</param>
    internal static GitFacts Status(byte[] output, string prefix)
    {
        var facts = new GitFacts(GitState.Repository);
        var changes = new List<GitChange>();
        var records = GitRepository.Split(output);
        for (var i = 0; i < records.Count; i++)
        {
            var record = Encoding.UTF8.GetString(records[i].Span);
            if (record.StartsWith("# ", StringComparison.Ordinal))
                facts = Header(facts, record[2..]);
            else if (Fields(record) is { } fields)
                changes.Add(new GitChange(Below(prefix, record.Split(' ', fields)[^1]), record[0] == '?'));
            if (record.StartsWith('2'))
                i++; // a renamed file's record is followed by its old name
        }

        return facts with { Changes = changes };
    }

    // How many words a record has with its path, which may hold blanks.
    private static int? Fields(string record) => record.Length == 0 ? null : record[0] switch
    {
        '1' => 9,
        '2' => 10,
        'u' => 11,
        '?' => 2,
        _ => null,
    };

    private static GitFacts Header(GitFacts facts, string line)
    {
        var words = line.Split(' ');
        return words[0] switch
        {
            "branch.oid" => facts with { Commit = words[1] == "(initial)" ? null : words[1] },
            "branch.head" => facts with { Branch = words[1] == "(detached)" ? null : words[1] },
            "branch.upstream" => facts with { Upstream = words[1] },
            "branch.ab" => facts with { Ahead = int.Parse(words[1]), Behind = -int.Parse(words[2]) },
            _ => facts,
        };
    }

    private static List<TrackedFile> Index(byte[] output)
    {
        var tracked = new List<TrackedFile>(output.Length / 90);
        foreach (var record in GitRepository.Split(output))
        {
            // <mode> <object> <stage>\t<path>; an unmerged path comes with several stages
            var span = record.Span;
            var tab = span.IndexOf((byte)'\t');
            var path = Encoding.UTF8.GetString(span[(tab + 1)..]);
            if (tracked.Count == 0 || tracked[^1].Path != path)
                tracked.Add(new TrackedFile(path, Mode(span[..6]), Encoding.ASCII.GetString(span[7..(tab - 2)])));
        }

        return tracked;
    }

    private static string Mode(ReadOnlySpan<byte> mode) => mode.SequenceEqual("100644"u8) ? "100644" : mode.SequenceEqual("100755"u8) ? "100755" : Encoding.ASCII.GetString(mode);

    private static string Below(string prefix, string path) => path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;

    private static Task<ByteResult> RunAsync(string folder, CancellationToken cancel, params string[] arguments) =>
        ByteCommand.RunAsync(GitRepository.CommandIn(folder, arguments) with { Deadline = Deadline }, MaxOutput, cancel);
}
