namespace Slipway.Checks.Project.Leaks;

/// <summary>Where a secret stands in a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Of the whole value.</param>
/// <param name="Shown">Characters from its start that are the same for everybody (<c>sk_live_</c>), at most eight.</param>
internal readonly record struct LeakMatch(int Start, int Length, int Shown)
{
    public int End => Start + Length;
}
