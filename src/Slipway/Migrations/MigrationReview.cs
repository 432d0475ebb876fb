using System.Text.RegularExpressions;

namespace Slipway.Migrations;

/// <summary>All that can be said of a migration's text without running it: <see cref="MigrationRisk"/> and more, with the safer way.</summary>
public static partial class MigrationReview
{
    private const string DeletesRows = "deletes rows";

    /// <param name="path">The file's path; its ending says the language.</param>
    /// <param name="text">Its text.</param>
    /// <param name="database">mysql, postgresql, sqlite or null: which statements lock depends on it.</param>
    /// <returns>In the order of their lines.</returns>
    public static IReadOnlyList<MigrationConcern> Find(string path, string text, string? database)
    {
        var code = MigrationRisk.Forward(path, text);
        var risks = MigrationRisk.Find(path, text).Select(risk => new MigrationConcern(HarmOf(risk.Why), risk.Line, risk.Why, SaferThan(risk.Why))).ToList();
        return [.. risks
            .Concat(DeletedRows().Matches(code).Select(match => new MigrationConcern(MigrationHarm.Destructive, Line(text, match.Index), DeletesRows, SaferThan(DeletesRows)))
                .Where(found => !risks.Exists(risk => risk.Line == found.Line && risk.Harm == MigrationHarm.Destructive)))
            .Concat(LockRisk.Find(path, code, database).Select(found => new MigrationConcern(MigrationHarm.Locks, Line(text, found.Index), found.Why, found.Safer)))
            .Concat(UndoRisk.Find(path, text).Select(found => new MigrationConcern(MigrationHarm.Irreversible, Line(text, found.Index), found.Why, found.Safer)))
            .Distinct().OrderBy(concern => concern.Line)];
    }

    private static MigrationHarm HarmOf(string why) => why is ColumnRisk.NotFilled or ColumnRisk.Changed ? MigrationHarm.Incompatible : MigrationHarm.Destructive;

    private static string SaferThan(string why) => why switch
    {
        ColumnRisk.NotFilled => "add it empty or with a default of the database, fill it, require it in a later release",
        ColumnRisk.Changed => "add a new column, write both, copy, read the new one, drop the old one in a later release",
        DeletesRows or "deletes all rows" => "mark rows as deleted, or copy them to another table first",
        "renames a column" => "add the new column, write both, copy, read the new one, drop the old one in a later release",
        "renames a table" or "renames a table or column" => "make the new one, write both, copy, read the new one, drop the old one in a later release",
        _ => "stop using it in one release, remove it in a later one",
    };

    private static int Line(string text, int index) => text.AsSpan(0, Math.Min(index, text.Length)).Count('\n') + 1;

    [GeneratedRegex(@"->\s*(?:delete|forceDelete)\s*\(|\.\s*(?:DeleteData|ExecuteDelete)\s*\(|\.delete\(\)|\bDELETE\s+FROM\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeletedRows();
}
