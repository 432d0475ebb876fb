using System.Text.RegularExpressions;

namespace Slipway.Migrations;

/// <summary>
/// Tells from a migration's text whether it takes away what the old release may still use or what cannot be put back. It reads statements,
/// it does not run them: SQL put together at run time is not seen, and a doubtful statement counts as destructive.
/// </summary>
public static partial class MigrationRisk
{
    /// <param name="path">The file's path; its ending says the language (.php, .py, .cs, .sql; others are read as SQL).</param>
    /// <param name="text">Its text.</param>
    /// <returns>Reasons in the order of their lines; empty when it is not destructive.</returns>
    public static IReadOnlyList<RiskReason> Find(string path, string text)
    {
        var code = Read(path, text);
        return [.. code.Rules.Concat(SqlRules)
            .SelectMany(rule => rule.Pattern.Matches(code.Text).Select(match => (match.Index, rule.Why)))
            .Concat(DeletesWithoutWhere(code.Text)).Concat(code.Columns(code.Text)).Concat(ColumnRisk.Sql(code.Text))
            .Select(found => new RiskReason(Line(text, found.Index), found.Why))
            .Distinct().OrderBy(r => r.Line).ThenBy(r => r.Why, StringComparer.Ordinal)];
    }

    /// <summary>What a deploy would run of it: without comments and ways back, at the same places.</summary>
    internal static string Forward(string path, string text) => Read(path, text).Text;

    private static Reading Read(string path, string text) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".php" => Php(text),
        ".py" => Python(text),
        ".cs" => CSharp(text),
        _ => new Reading(SourceBlanks.BlankSqlNoise(text), [], _ => []),
    };

    private sealed record Reading(string Text, (Regex Pattern, string Why)[] Rules, Func<string, IEnumerable<(int Index, string Why)>> Columns);

    private static readonly (Regex Pattern, string Why)[] LaravelRules =
    [
        (DropColumnCall(), "removes a column"),
        (DropCall(), "removes a table"),
        (RenameColumnCall(), "renames a column"),
        (RenameCall(), "renames a table"),
        (TruncateCall(), "deletes all rows"),
    ];

    private static readonly (Regex Pattern, string Why)[] DjangoRules =
    [
        (RemoveField(), "removes a column"),
        (DeleteModel(), "removes a table"),
        (RenameField(), "renames a column"),
        (RenameModel(), "renames a table"),
    ];

    private static readonly (Regex Pattern, string Why)[] EntityFrameworkRules =
    [
        (DropColumnMethod(), "removes a column"),
        (DropTableMethod(), "removes a table"),
        (RenameColumnMethod(), "renames a column"),
        (RenameTableMethod(), "renames a table"),
    ];

    private static readonly (Regex Pattern, string Why)[] SqlRules =
    [
        (DropSql(), "drops a table, view, schema or database"),
        (DropColumnSql(), "drops a column"),
        (TruncateSql(), "deletes all rows"),
        (RenameSql(), "renames a table or column"),
    ];

    // down() is what an undo would run, not what a deploy runs.
    private static Reading Php(string text)
    {
        var code = SourceBlanks.Blank(text, SourceBlanks.PhpComments());
        if (DownMethod().Match(code) is { Success: true } down)
            code = SourceBlanks.BlankBlock(code, down.Index, '{', '}');
        return new Reading(code, LaravelRules, ColumnRisk.Laravel);
    }

    // What follows reverse_sql= and the second argument of RunSQL are reverse parts.
    private static Reading Python(string text)
    {
        var code = SourceBlanks.Blank(text, SourceBlanks.PythonComments());
        foreach (Match call in RunSql().Matches(code))
            code = SourceBlanks.BlankAfterFirstArgument(code, call.Index + call.Length);
        foreach (Match reverse in ReverseFunction().Matches(code))
            code = SourceBlanks.Blank(code, reverse.Index, reverse.Length);
        return new Reading(code, DjangoRules, ColumnRisk.Django);
    }

    // Down() is what an undo would run.
    private static Reading CSharp(string text)
    {
        var code = SourceBlanks.Blank(text, SourceBlanks.PhpComments());
        if (DownOverride().Match(code) is { Success: true } down)
            code = SourceBlanks.BlankBlock(code, down.Index, '{', '}');
        return new Reading(code, EntityFrameworkRules, ColumnRisk.EntityFramework);
    }

    private static IEnumerable<(int Index, string Why)> DeletesWithoutWhere(string code) =>
        DeleteSql().Matches(code).Where(match => !match.Groups["rest"].Value.Contains("where", StringComparison.OrdinalIgnoreCase))
            .Select(match => (match.Index, "deletes all rows"));

    private static int Line(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"->\s*drop(?:Column|Columns|SoftDeletes\w*|Timestamps\w*|RememberToken|Morphs|ConstrainedForeignId\w*)\s*\(|Schema::(?:connection\([^)]*\)->)?dropColumns\s*\(", Any)]
    private static partial Regex DropColumnCall();

    [GeneratedRegex(@"(?:::|->)\s*drop(?:IfExists|AllTables|AllViews)?\s*\(", Any)]
    private static partial Regex DropCall();

    [GeneratedRegex(@"->\s*renameColumn\s*\(", Any)]
    private static partial Regex RenameColumnCall();

    [GeneratedRegex(@"(?:Schema::|->)\s*rename\s*\(", Any)]
    private static partial Regex RenameCall();

    [GeneratedRegex(@"->\s*truncate\s*\(", Any)]
    private static partial Regex TruncateCall();

    [GeneratedRegex(@"\bfunction\s+down\s*\(", Any)]
    private static partial Regex DownMethod();

    [GeneratedRegex(@"\bRemoveField\s*\(")]
    private static partial Regex RemoveField();

    [GeneratedRegex(@"\bDeleteModel\s*\(")]
    private static partial Regex DeleteModel();

    [GeneratedRegex(@"\bRenameField\s*\(")]
    private static partial Regex RenameField();

    [GeneratedRegex(@"\bRenameModel\s*\(|\bAlterModelTable\s*\(")]
    private static partial Regex RenameModel();

    [GeneratedRegex(@"\.\s*DropColumn\s*\(")]
    private static partial Regex DropColumnMethod();

    [GeneratedRegex(@"\.\s*Drop(?:Table|Schema)\s*\(")]
    private static partial Regex DropTableMethod();

    [GeneratedRegex(@"\.\s*RenameColumn\s*\(")]
    private static partial Regex RenameColumnMethod();

    [GeneratedRegex(@"\.\s*RenameTable\s*\(")]
    private static partial Regex RenameTableMethod();

    [GeneratedRegex(@"\boverride\s+void\s+Down\s*\(")]
    private static partial Regex DownOverride();

    [GeneratedRegex(@"\bRunSQL\s*\(")]
    private static partial Regex RunSql();

    [GeneratedRegex(@"^[ \t]*def[ \t]+(?:reverse|backward|undo|unapply)\w*\s*\(.*\n(?:(?:[ \t]+.*)?\n)*", RegexOptions.Multiline)]
    private static partial Regex ReverseFunction();

    [GeneratedRegex(@"\bDROP\s+(?:TEMPORARY\s+|MATERIALIZED\s+)?(?:TABLE|VIEW|SCHEMA|DATABASE)\b", Any)]
    private static partial Regex DropSql();

    [GeneratedRegex(@"\bALTER\s+TABLE\b[^;]*?\bDROP\s+(?!(?:CONSTRAINT|INDEX|KEY|FOREIGN|PRIMARY|CHECK|DEFAULT|NOT|EXPRESSION|IDENTITY|PARTITION)\b)", Any)]
    private static partial Regex DropColumnSql();

    [GeneratedRegex(@"\bTRUNCATE\s+(?:TABLE\s+)?[\w`""\[]", Any)]
    private static partial Regex TruncateSql();

    [GeneratedRegex(@"\bRENAME\s+(?:TABLE|COLUMN|TO)\b|\bALTER\s+TABLE\b[^;]*?\b(?:RENAME\s+(?!INDEX|KEY|CONSTRAINT)|CHANGE\s+)", Any)]
    private static partial Regex RenameSql();

    [GeneratedRegex(@"\bDELETE\s+FROM\b(?<rest>[^;]*)", Any)]
    private static partial Regex DeleteSql();
}
