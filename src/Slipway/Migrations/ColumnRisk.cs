using System.Text.RegularExpressions;

namespace Slipway.Migrations;

/// <summary>
/// Finds columns that the running release cannot go on with: new ones that must have a value which it does not write, and ones
/// whose type changes. Only what is surely so counts: a wider type, a default, or a column that may be empty breaks nothing.
/// Django's AlterField does not count: it stands for changed labels and choices as well.
/// </summary>
internal static partial class ColumnRisk
{
    public const string NotFilled = "adds a column that the running release does not fill";
    public const string Changed = "changes a column's type";

    /// <param name="code">PHP without comments and down().</param>
    public static IEnumerable<(int Index, string Why)> Laravel(string code)
    {
        foreach (Match table in AlteredTable().Matches(code))
        {
            var body = code[..SourceBlanks.EndOfCall(code, table.Index)];
            foreach (Match column in LaravelColumn().Matches(body, table.Index))
            {
                var (type, rest) = (column.Groups["type"].Value, column.Groups["rest"].Value);
                if (ChangeCall().IsMatch(rest))
                {
                    if (!WidestType().IsMatch(type) && !Nullable().IsMatch(rest))
                        yield return (column.Index, Changed);
                }
                else if (!FilledByDatabase().IsMatch(rest))
                    yield return (column.Index, NotFilled);
            }
        }
    }

    /// <param name="code">Python without comments and reverse parts. A default is the app's in Django: the column has none, unless it is a db_default.</param>
    public static IEnumerable<(int Index, string Why)> Django(string code)
    {
        foreach (Match field in AddField().Matches(code))
        {
            var call = code[field.Index..SourceBlanks.EndOfCall(code, field.Index)];
            if (DjangoColumn().IsMatch(call) && !DjangoFilled().IsMatch(call))
                yield return (field.Index, NotFilled);
        }
    }

    /// <param name="code">C# without comments and Down(). An altered column counts when it gets shorter, or must no longer be empty.</param>
    public static IEnumerable<(int Index, string Why)> EntityFramework(string code)
    {
        foreach (Match method in ColumnMethod().Matches(code))
        {
            var call = code[method.Index..SourceBlanks.EndOfCall(code, method.Index)];
            if (method.Groups["name"].Value == "Add")
            {
                if (NotNullable().IsMatch(call) && !EntityFrameworkFilled().IsMatch(call))
                    yield return (method.Index, NotFilled);
            }
            else if ((NotNullable().IsMatch(call) && OldNullable().IsMatch(call)) || IsShorter(call))
                yield return (method.Index, Changed);
        }
    }

    private static bool IsShorter(string call) =>
        MaxLength().Match(call) is { Success: true } now && OldMaxLength().Match(call) is { Success: true } old
        && int.TryParse(now.Groups["n"].Value, out var length) && int.TryParse(old.Groups["n"].Value, out var before) && length < before;

    /// <param name="code">Anything with SQL in it.</param>
    public static IEnumerable<(int Index, string Why)> Sql(string code)
    {
        foreach (Match alter in AlterTable().Matches(code))
        {
            foreach (Match column in AddColumn().Matches(alter.Value))
                if (NotNull().IsMatch(column.Value) && !SqlFilled().IsMatch(column.Value))
                    yield return (alter.Index + column.Index, NotFilled);
            foreach (Match column in AlterType().Matches(alter.Value))
                if (!WidestSqlType().IsMatch(column.Groups["type"].Value))
                    yield return (alter.Index + column.Index, Changed);
        }
    }

    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\bSchema::(?:connection\([^)]*\)\s*->\s*)?table\s*\(", Any)]
    private static partial Regex AlteredTable();

    // timestamp() is left out: with some databases it has a default of its own.
    [GeneratedRegex(@"->\s*(?<type>string|char|(?:tiny|medium|long)?text|(?:unsigned)?(?:tiny|small|medium|big)?integer|float|double|(?:unsigned)?decimal|boolean|enum|set|jsonb?|date|dateTime(?:Tz)?|time(?:Tz)?|year|binary|uuid|ulid|foreignId(?:For)?|foreignUuid|foreignUlid|ipAddress|macAddress|morphs|uuidMorphs|ulidMorphs)\s*\((?<rest>[^;]*)", Any)]
    private static partial Regex LaravelColumn();

    [GeneratedRegex(@"->\s*change\s*\(", Any)]
    private static partial Regex ChangeCall();

    [GeneratedRegex(@"^(?:medium|long)?text$|^(?:unsigned)?biginteger$", Any)]
    private static partial Regex WidestType();

    [GeneratedRegex(@"->\s*nullable\s*\(\s*(?:true\s*)?\)", Any)]
    private static partial Regex Nullable();

    [GeneratedRegex(@"->\s*(?:default|useCurrent|storedAs|virtualAs|generatedAs|autoIncrement)\s*\(|->\s*nullable\s*\(\s*(?!false)", Any)]
    private static partial Regex FilledByDatabase();

    [GeneratedRegex(@"\bAddField\s*\(")]
    private static partial Regex AddField();

    [GeneratedRegex(@"\b(?!ManyToMany)\w+Field\s*\((?<!AddField\s*\()|\b(?:ForeignKey|OneToOneField)\s*\(")]
    private static partial Regex DjangoColumn();

    [GeneratedRegex(@"\bnull\s*=\s*True\b|\bdb_default\s*=|\bGeneratedField\s*\(|\bGenericRelation\s*\(|\bManyToManyField\s*\(")]
    private static partial Regex DjangoFilled();

    [GeneratedRegex(@"\.\s*(?<name>Add|Alter)Column\s*<[^>(]*>\s*\(")]
    private static partial Regex ColumnMethod();

    [GeneratedRegex(@"\bnullable:\s*false\b")]
    private static partial Regex NotNullable();

    [GeneratedRegex(@"\boldNullable:\s*true\b")]
    private static partial Regex OldNullable();

    [GeneratedRegex(@"\bdefaultValue(?:Sql)?:|\bcomputedColumnSql:|\.Annotation\(")]
    private static partial Regex EntityFrameworkFilled();

    [GeneratedRegex(@"\bmaxLength:\s*(?<n>\d+)")]
    private static partial Regex MaxLength();

    [GeneratedRegex(@"\boldMaxLength:\s*(?<n>\d+)")]
    private static partial Regex OldMaxLength();

    [GeneratedRegex(@"\bALTER\s+TABLE\b[^;]*", Any)]
    private static partial Regex AlterTable();

    [GeneratedRegex(@"\bADD\s+(?!CONSTRAINT|INDEX|KEY|UNIQUE|PRIMARY|FOREIGN|FULLTEXT|SPATIAL|CHECK|PARTITION|EXCLUDE|VALUE|GENERATED)(?:[^(),;]|\((?:[^()]|\([^()]*\))*\))*", Any)]
    private static partial Regex AddColumn();

    [GeneratedRegex(@"\bNOT\s+NULL\b", Any)]
    private static partial Regex NotNull();

    [GeneratedRegex(@"\bDEFAULT\b|\bGENERATED\b|\bAS\s*\(|\bAUTO_INCREMENT\b|\bIDENTITY\b|\b(?:small|big)?serial\b", Any)]
    private static partial Regex SqlFilled();

    [GeneratedRegex(@"\bALTER\s+(?:COLUMN\s+)?\S+\s+(?:SET\s+DATA\s+)?TYPE\s+(?<type>[^,;]*)", Any)]
    private static partial Regex AlterType();

    [GeneratedRegex(@"^\s*(?:text|bigint)\b(?!.*\bUSING\b)", Any | RegexOptions.Singleline)]
    private static partial Regex WidestSqlType();
}
