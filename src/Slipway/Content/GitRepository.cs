using System.Text;
using Slipway.Problems;
using Slipway.Processes;

namespace Slipway.Content;

/// <summary>What git says about the project's folder, which may be any folder inside a repository.</summary>
/// <param name="folder">The project's folder.</param>
internal sealed class GitRepository(string folder)
{
    private const int MaxOutput = 1 << 28;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // A hook or an alias may have set these for another repository.
    private static readonly Dictionary<string, string?> Variables = new()
    {
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_PREFIX"] = null,
        ["GIT_LITERAL_PATHSPECS"] = null,
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["LC_ALL"] = "C",
    };

    /// <summary>True when the folder or one above it holds <c>.git</c>.</summary>
    public static bool Contains(string folder)
    {
        for (var at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
            if (Path.Exists(Path.Combine(at, ".git")))
                return true;
        return false;
    }

    /// <summary>Commit, branch, and how many files differ.</summary>
    public async Task<SourceIdentity> IdentityAsync(CancellationToken cancel)
    {
        var (commit, branch) = ((string?)null, (string?)null);
        var (dirty, untracked) = (0, 0);
        var records = Split(await RunAsync(["status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal", "--", "."], null, cancel));
        for (var i = 0; i < records.Count; i++)
        {
            var record = Encoding.UTF8.GetString(records[i].Span);
            if (record.StartsWith("# branch.oid ", StringComparison.Ordinal))
                commit = record[13..] is "(initial)" ? null : record[13..];
            else if (record.StartsWith("# branch.head ", StringComparison.Ordinal))
                branch = record[14..] is "(detached)" ? null : record[14..];
            else if (record.StartsWith('?'))
                untracked++;
            else if (record.Length > 0 && record[0] is '1' or '2' or 'u')
                dirty++;
            if (record.StartsWith('2'))
                i++; // a renamed file's record is followed by its old name
        }

        return new SourceIdentity(commit, branch, dirty, untracked);
    }

    /// <summary>Paths that git tracks below the folder.</summary>
    public async Task<IReadOnlyList<GitEntry>> TrackedAsync(CancellationToken cancel)
    {
        var entries = new List<GitEntry>();
        foreach (var record in Split(await RunAsync(["ls-files", "-z", "--stage"], null, cancel)))
        {
            // <mode> <object> <stage>\t<path>
            var tab = record.Span.IndexOf((byte)'\t');
            var head = Encoding.ASCII.GetString(record.Span[..tab]).Split(' ');
            var path = PathOf(record.Span[(tab + 1)..]);
            if (head[2] != "0")
                throw new ProblemException(ContentProblems.Unmerged(path));
            entries.Add(new GitEntry(path, head[0], head[1], 0));
        }

        return entries;
    }

    /// <summary>Tracked paths that a sparse checkout leaves out of the working tree.</summary>
    public async Task<HashSet<string>> LeftOutAsync(CancellationToken cancel) =>
    [
        .. from record in Split(await RunAsync(["ls-files", "-t", "-z"], null, cancel))
           where record.Span.StartsWith("S "u8)
           select PathOf(record.Span[2..]),
    ];

    /// <summary>The commit that a ref names.</summary>
    public async Task<string> CommitAsync(string reference, CancellationToken cancel)
    {
        var command = Git(["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"], null);
        var (exit, output, errors) = await ByteCommand.RunAsync(command, MaxOutput, cancel);
        return exit == 0 ? Encoding.ASCII.GetString(output).Trim() : throw new ProblemException(ContentProblems.RefUnknown(reference, errors));
    }

    /// <summary>Paths of a commit below the folder.</summary>
    public async Task<IReadOnlyList<GitEntry>> TreeAsync(string commit, CancellationToken cancel)
    {
        var entries = new List<GitEntry>();
        foreach (var record in Split(await RunAsync(["ls-tree", "-r", "-z", "--long", commit, "--", "."], null, cancel)))
        {
            // <mode> <type> <object> <size, right-aligned or "-">\t<path>
            var tab = record.Span.IndexOf((byte)'\t');
            var head = Encoding.ASCII.GetString(record.Span[..tab]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            entries.Add(new GitEntry(PathOf(record.Span[(tab + 1)..]), head[0], head[2], head[3] == "-" ? 0 : long.Parse(head[3])));
        }

        return entries;
    }

    /// <summary>Streams the contents of blobs in the given order; <paramref name="take"/> must read each to its end.</summary>
    public async Task ReadAsync(IReadOnlyList<GitEntry> blobs, Action<GitEntry, Stream> take, CancellationToken cancel)
    {
        var ids = Encoding.ASCII.GetBytes(string.Concat(blobs.Select(b => b.Object + "\n")));
        var (exit, errors) = await ByteCommand.RunAsync(
            Git(["cat-file", "--batch"], ids),
            (output, token) => Task.Run(() => GitBatch.Read(output, blobs, take, token), token), cancel);
        if (exit != 0)
            throw new ProblemException(ContentProblems.GitFailed(errors));
    }

    private async Task<byte[]> RunAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte>? input, CancellationToken cancel)
    {
        var (exit, output, errors) = await ByteCommand.RunAsync(Git(arguments, input), MaxOutput, cancel);
        return exit == 0 ? output : throw new ProblemException(ContentProblems.GitFailed(errors));
    }

    private CommandLine Git(IReadOnlyList<string> arguments, ReadOnlyMemory<byte>? input) => CommandIn(folder, arguments, input);

    /// <summary>A git command that obeys no variable of a hook and takes no lock.</summary>
    internal static CommandLine CommandIn(string folder, IReadOnlyList<string> arguments, ReadOnlyMemory<byte>? input = null) =>
        new("git", ["-c", "core.fsmonitor=false", .. arguments]) { Folder = folder, Variables = Variables, Input = input, Deadline = TimeSpan.FromMinutes(2) };

    /// <summary>The records of an answer that <c>-z</c> ended with NUL.</summary>
    internal static List<ReadOnlyMemory<byte>> Split(byte[] output)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < output.Length;)
        {
            var end = Array.IndexOf(output, (byte)0, start);
            end = end < 0 ? output.Length : end;
            records.Add(output.AsMemory(start, end - start));
            start = end + 1;
        }

        return records;
    }

    private static string PathOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ProblemException(ContentProblems.NameNotUtf8(Encoding.UTF8.GetString(bytes)), e);
        }
    }
}
