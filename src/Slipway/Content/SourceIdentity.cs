namespace Slipway.Content;

/// <summary>Which state of the project a release was made from.</summary>
/// <param name="Commit">Full commit id; null without a repository or before the first commit.</param>
/// <param name="Branch">Branch, tag or ref that was named; null when detached.</param>
/// <param name="DirtyFiles">Tracked files below the project's folder that differ from the commit.</param>
/// <param name="UntrackedFiles">Names below the project's folder that git neither tracks nor ignores: they are not sent unless included.</param>
public sealed record SourceIdentity(string? Commit, string? Branch, int DirtyFiles, int UntrackedFiles)
{
    public bool Dirty => DirtyFiles > 0;
}
