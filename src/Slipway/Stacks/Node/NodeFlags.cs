namespace Slipway.Stacks.Node;

/// <summary>The options of node that a release starts with.</summary>
internal static class NodeFlags
{
    // The env is the process's own: the file they name is never sent.
    private const string EnvFile = "--env-file";

    public static IReadOnlyList<string> Kept(IEnumerable<string> words)
    {
        var kept = new List<string>();
        using var each = words.GetEnumerator();
        while (each.MoveNext())
        {
            if (each.Current == EnvFile)
                each.MoveNext();
            else if (!each.Current.StartsWith(EnvFile + "=", StringComparison.Ordinal))
                kept.Add(each.Current);
        }

        return kept;
    }
}
