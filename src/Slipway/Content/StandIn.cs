using System.Text;
using System.Text.RegularExpressions;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>Content that is known not to be the file: what a git extension keeps in its place until it is asked for it.</summary>
internal static partial class StandIn
{
    /// <summary>Pointers are smaller: git-lfs reads none from 1024 bytes on, git-annex none from 32 KiB on.</summary>
    private const int LongestPointer = 1024;

    private static ReadOnlySpan<byte> GitCrypt => "\0GITCRYPT\0"u8;

    /// <param name="start">The first bytes of the file; all of it when it is small.</param>
    /// <exception cref="ProblemException">It stands in for another file.</exception>
    public static void Refuse(string path, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(GitCrypt))
            throw new ProblemException(ContentProblems.GitCrypt(path));
        if (start.Length > LongestPointer || !(start.StartsWith("version "u8) || start.StartsWith("/annex/objects/"u8)))
            return;
        var text = Encoding.ASCII.GetString(start);
        if (LfsPointer().IsMatch(text))
            throw new ProblemException(ContentProblems.LfsPointer(path));
        if (AnnexPointer().IsMatch(text))
            throw new ProblemException(ContentProblems.Annexed(path));
    }

    /// <param name="exists">What a link leads to is there.</param>
    /// <exception cref="ProblemException">The link leads to git-annex's store, which has not got the file.</exception>
    public static void RefuseLink(string path, string target, bool exists)
    {
        if (!exists && target.Contains(".git/annex/objects/", StringComparison.Ordinal))
            throw new ProblemException(ContentProblems.Annexed(path));
    }

    // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: version first, then keys in alphabetical order.
    [GeneratedRegex("^version https://(git-lfs\\.github\\.com|hawser\\.github\\.com)/spec/v1\n([^\n]+\n)*oid sha256:[0-9a-f]{64}\n([^\n]+\n)*size [0-9]+\n?$")]
    private static partial Regex LfsPointer();

    [GeneratedRegex("^/annex/objects/[A-Z0-9]+(-[A-Za-z0-9]+)*--[^\n]+\n?$")]
    private static partial Regex AnnexPointer();
}
