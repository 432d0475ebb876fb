namespace Slipway.EnvFiles;

/// <summary>Where other programs read an env file differently from the app's own: what a person who runs them would not expect.</summary>
public static class EnvDifferences
{
    /// <summary>In the order of the file; none tells a value.</summary>
    public static IReadOnlyList<EnvDifference> Of(string text, EnvDialect main, params IEnumerable<EnvDialect> others)
    {
        var own = EnvReader.Read(text, main);
        var lines = new EnvLines(text, own);
        var found = new SortedDictionary<int, (string? Key, int Column, EnvDifferenceKind? Kind, SortedSet<EnvDialect> Dialects)>();
        foreach (var dialect in others.Where(d => d != main).Distinct())
        {
            foreach (var (line, key, column, kind) in Between(own, lines, EnvReader.Read(text, dialect)))
            {
                if (!found.TryGetValue(line, out var there))
                    found.Add(line, there = (key, column, kind, []));
                there.Dialects.Add(dialect);
            }
        }

        return [.. found.Select(f => new EnvDifference(f.Value.Key, f.Key, f.Value.Column, f.Value.Kind ?? lines.KindAt(f.Key), [.. f.Value.Dialects]))];
    }

    private static IEnumerable<(int Line, string? Key, int Column, EnvDifferenceKind? Kind)> Between(EnvReading own, EnvLines lines, EnvReading other)
    {
        foreach (var (problem, at) in other.Problems.Zip(other.ProblemPositions))
        {
            var entry = lines.EntryAt(at.Line);
            if (entry is not null || !lines.IsWrong(at.Line))
                yield return (at.Line, entry?.Key, entry?.Column ?? at.Column, problem.Code == "env.bom" ? EnvDifferenceKind.Mark : null);
        }

        var theirs = other.Entries.GroupBy(e => e.Line).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var entry in own.Entries)
        {
            var same = theirs.TryGetValue(entry.Line, out var there) && there.RemoveAll(e => e.Key == entry.Key && e.Value.Equals(entry.Value)) > 0;
            if (!same)
                yield return (entry.Line, entry.Key, entry.Column, null);
        }

        foreach (var entry in theirs.Values.SelectMany(e => e))
            yield return (entry.Line, lines.EntryAt(entry.Line)?.Key, entry.Column, null);
        if (other.Refused)
            yield break;
        foreach (var entry in own.Final.Values)
        {
            if (!other.Final.TryGetValue(entry.Key, out var counts) || counts.Line != entry.Line)
                yield return (entry.Line, entry.Key, entry.Column, EnvDifferenceKind.Twice);
        }
    }
}
