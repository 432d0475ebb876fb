using Slipway.Project.Definition;

namespace Slipway.Project;

/// <summary>What a misspelt word was probably meant to be.</summary>
internal static class Suggestion
{
    public static string? Key(string written, FieldsShape fields) =>
        Called(Plain(written), fields)
        ?? Nearest(written, fields.Keys.Select(k => k.Name))
        ?? (Nearest(written, fields.Keys.SelectMany(k => k.AlsoCalled)) is { } called ? Called(called, fields) : null);

    public static string? Word(string written, ChoiceShape choice) =>
        choice.Choices.FirstOrDefault(c => c.AlsoCalled.Contains(written.ToLowerInvariant()))?.Word ?? Nearest(written, choice.Choices.Select(c => c.Word));

    private static string? Called(string word, FieldsShape fields) => fields.Keys.FirstOrDefault(k => k.AlsoCalled.Contains(word))?.Name;

    /// <summary>The candidate with the fewest differences, when they are at most a third of its length (at least one).</summary>
    public static string? Nearest(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > 60)
            return null;
        var plain = Plain(written);
        var best = candidates.Select(c => (Name: c, Distance: Distance(plain, Plain(c)))).OrderBy(c => c.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, best.Name.Length / 3) && best.Distance < plain.Length ? best.Name : null;
    }

    /// <summary>Letters to insert, remove, replace or swap with their neighbour.</summary>
    public static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
                table[i, j] = i == 0 ? j : j == 0 ? i : Cell(table, a, b, i, j);
        }

        return table[a.Length, b.Length];
    }

    private static int Cell(int[,] table, string a, string b, int i, int j)
    {
        var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var least = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }

    private static string Plain(string word) => word.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
}
