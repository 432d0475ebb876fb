using System.Text;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>The files of a commit written to a folder, so that it can be built and sent without touching the working tree.</summary>
public sealed class GitExport
{
    private const int Chunk = 1 << 16;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private GitExport(string folder, SourceIdentity identity, IReadOnlyList<GitEntry> entries) =>
        (Folder, Identity, Entries) = (folder, identity, entries);

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>The commit, and the ref as it was named.</summary>
    public SourceIdentity Identity { get; }

    internal IReadOnlyList<GitEntry> Entries { get; }

    /// <summary>Writes the files that the commit has below the project's folder, as git stores them (no filters, no line-end conversion).</summary>
    /// <param name="project">The project's folder, anywhere in a repository.</param>
    /// <param name="reference">Branch, tag or commit.</param>
    /// <param name="destination">A folder that does not exist yet; its parent does.</param>
    /// <exception cref="ProblemException"><c>content.ref_unknown</c>, <c>content.submodule</c>, <c>content.git_failed</c>, <c>content.path_escape</c>.</exception>
    public static async Task<GitExport> RunAsync(string project, string reference, string destination, CancellationToken cancel = default)
    {
        var git = new GitRepository(project);
        var commit = await git.CommitAsync(reference, cancel);
        var entries = (await git.TreeAsync(commit, cancel)).Where(e => !e.Path.StartsWith(ManifestRules.Reserved + "/", StringComparison.Ordinal)).ToList();
        Check(entries);
        var files = entries.Where(e => !e.IsSubmodule).ToList();
        Directory.CreateDirectory(destination);
        foreach (var folder in files.Select(f => Path.GetDirectoryName(f.Path)!).Distinct())
            Directory.CreateDirectory(Path.Combine(destination, folder));
        await git.ReadAsync(files, (entry, content) => Put(entry, content, Path.Combine(destination, entry.Path)), cancel);
        return new GitExport(destination, new SourceIdentity(commit, reference, 0, 0), entries);
    }

    private static void Check(List<GitEntry> entries)
    {
        var names = entries.Select(e => ManifestEntry.EmptyFolder(e.Path)).ToArray();
        Array.Sort(names, static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        ManifestRules.CheckNames(names);
    }

    private static void Put(GitEntry entry, Stream content, string path)
    {
        if (entry.IsSymlink)
        {
            var target = new byte[entry.Size];
            content.ReadExactly(target);
            Posix.Symlink(Target(target, entry.Path), path);
            return;
        }

        using var file = Posix.CreateNew(path, 0b110_100_100);
        var buffer = new byte[Chunk];
        for (int n; (n = content.Read(buffer)) > 0;)
            file.Write(buffer.AsSpan(0, n));
        file.ChangeMode(entry.IsExecutable ? 0b111_101_101 : 0b110_100_100);
    }

    private static string Target(byte[] bytes, string path)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ProblemException(ContentProblems.NameNotUtf8(path), e);
        }
    }
}
