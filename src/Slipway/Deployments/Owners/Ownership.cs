using Slipway.Hosts;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Deployments.Owners;

/// <summary>Whether the folders that a layout names are its app environment's. Asked before anything is read from them or written to them.</summary>
public static class Ownership
{
    /// <summary>What may lie in a root before the first deploy: ours, made ahead, and what file systems bring.</summary>
    private static readonly HashSet<string> MadeAhead = ["env", "shared", "home", "lost+found"];

    /// <returns>Why not; null when all is its own, or nobody's.</returns>
    public static Problem? Judge(HostLayout layout)
    {
        var state = OwnerFiles.OfState(layout.State);
        if (state is not null && !state.Owns(layout))
            return OwnerProblems.StateTaken(layout, state);
        if (OwnerFiles.OfRoot(layout.Root) is { } marked && !marked.Owns(layout))
            return OwnerProblems.RootTaken(layout, marked);
        if (Neighbours.Of(layout).Select(n => n.Owner).FirstOrDefault(o => Meets(o.Root, layout.Root, nested: state is null)) is { } other)
            return OwnerProblems.RootTaken(layout, other);
        if (state is not null)
            return HasMoved(state.Root, layout) ? OwnerProblems.RootChanged(layout, state.Root, Neighbours.Describe(state).Units) : null;
        return Strangers(layout) is { Count: > 0 } strangers ? OwnerProblems.RootNotOurs(layout, strangers) : null;
    }

    private static bool Meets(string one, string other, bool nested)
    {
        var (a, b) = (Real(one) + "/", Real(other) + "/");
        return a == b || (nested && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)));
    }

    /// <summary>A root whose old name leads to the new place is the same root. One that was removed with all that was in it is none any more.</summary>
    private static bool HasMoved(string before, HostLayout layout) =>
        before != layout.Root && (Directory.Exists(before) ? Real(before) != Real(layout.Root) : Directory.Exists(layout.Releases));

    private static List<string> Strangers(HostLayout layout) => Directory.Exists(layout.Root) && OwnerFiles.OfRoot(layout.Root) is null
        ? [.. Directory.EnumerateFileSystemEntries(layout.Root).Select(e => Path.GetFileName(e)).Where(n => !MadeAhead.Contains(n)).Order(StringComparer.Ordinal)]
        : [];

    private static string Real(string path) => Directory.Exists(path)
        ? LocalNative.RealPath(path)
        : Path.Combine(Real(Path.GetDirectoryName(path)!), Path.GetFileName(path));
}
