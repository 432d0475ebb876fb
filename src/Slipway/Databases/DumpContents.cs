namespace Slipway.Databases;

/// <summary>What a dump holds, written beside it as <c>database.json</c> once the dump is proven: the restore compares with it.</summary>
/// <param name="Kind">mysql, postgresql or sqlite.</param>
/// <param name="Absent">True when there was no database yet (SQLite): restoring means that there is none again.</param>
/// <param name="Tables">Rows of each table, counted in the dump itself.</param>
internal sealed record DumpContents(string Kind, bool Absent, SortedDictionary<string, long> Tables)
{
    public long Rows => Tables.Values.Sum();

    /// <summary>The differences, at most ten; empty when both hold the same tables with as many rows.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyDictionary<string, long> found) =>
    [
        .. Tables.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .Where(name => Count(Tables, name) != Count(found, name))
            .Select(name => $"{name}: {Count(Tables, name)} in the dump, {Count(found, name)} restored")
            .Take(10),
    ];

    private static string Count(IReadOnlyDictionary<string, long> tables, string name) =>
        tables.TryGetValue(name, out var rows) ? $"{rows} rows" : "no table";
}
