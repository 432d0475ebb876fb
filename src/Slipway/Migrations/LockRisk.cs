using System.Text.RegularExpressions;

namespace Slipway.Migrations;

/// <summary>Statements that hold a table while they run. A table that the same file makes is empty and held by nobody.</summary>
internal static partial class LockRisk
{
    private const string Index = "builds an index while writes wait";
    private const string Concurrently = "build it with CONCURRENTLY, outside a transaction";

    /// <param name="code">Without comments and ways back.</param>
    public static IEnumerable<(int Index, string Why, string Safer)> Find(string path, string code, string? database)
    {
        var made = Made().Matches(code).Select(match => Plain(match.Groups["name"].Value)).ToHashSet();
        var found = database switch
        {
            "postgresql" => Postgres(path, code, made),
            "mysql" => Mysql(code),
            _ => [],
        };
        return found.Concat(LockTable().Matches(code).Select(match => (match.Index, "locks a table", "do the work in small steps without a lock")));
    }

    private static IEnumerable<(int, string, string)> Postgres(string path, string code, HashSet<string> made)
    {
        foreach (Match index in CreateIndex().Matches(code))
            if (!made.Contains(Plain(index.Groups["table"].Value)))
                yield return (index.Index, Index, Concurrently);
        foreach (Match column in AddedColumn().Matches(code))
            if (Volatile().IsMatch(column.Value))
                yield return (column.Index, "writes a default that differs from row to row into the whole table", "add it without default, set the default, then fill rows in small steps");
        foreach (Match key in ForeignKey().Matches(code))
            if (!made.Contains(Plain(key.Groups["table"].Value)) && !key.Value.Contains("NOT VALID", StringComparison.OrdinalIgnoreCase))
                yield return (key.Index, "checks every row while writes wait", "add it with NOT VALID, then VALIDATE CONSTRAINT");
        foreach (Match whole in WholeTable().Matches(code))
            yield return (whole.Index, "rewrites or scans the table while all wait", "do it in small steps, or at a quiet time");
        foreach (var found in Path.GetExtension(path).ToLowerInvariant() switch { ".py" => Django(code), ".cs" => EntityFramework(code), ".php" => Laravel(code), _ => [] })
            yield return found;
    }

    private static IEnumerable<(int, string, string)> Mysql(string code) =>
        Copied().Matches(code).Select(match => (match.Index, "copies the table while writes wait", "use a tool that copies beside the traffic (pt-online-schema-change, gh-ost), or a quiet time"));

    private static IEnumerable<(int, string, string)> Django(string code)
    {
        var models = CreateModel().Matches(code).Select(match => match.Groups["name"].Value.ToLowerInvariant()).ToHashSet();
        foreach (Match index in AddIndex().Matches(code))
            if (!models.Contains(index.Groups["model"].Value.ToLowerInvariant()))
                yield return (index.Index, Index, "use AddIndexConcurrently of django.contrib.postgres, with atomic = False");
    }

    private static IEnumerable<(int, string, string)> EntityFramework(string code)
    {
        var tables = CreateTable().Matches(code).Select(match => match.Groups["name"].Value).ToHashSet();
        foreach (Match index in CreateIndexCall().Matches(code))
        {
            var call = code[index.Index..SourceBlanks.EndOfCall(code, index.Index)];
            if (TableArgument().Match(call) is { Success: true } table && !tables.Contains(table.Groups["name"].Value) && !code[index.Index..].Contains("IsCreatedConcurrently", StringComparison.Ordinal))
                yield return (index.Index, Index, Concurrently);
        }
    }

    private static IEnumerable<(int, string, string)> Laravel(string code)
    {
        foreach (Match table in SchemaTable().Matches(code))
        {
            var end = SourceBlanks.EndOfCall(code, table.Index);
            foreach (Match index in IndexCall().Matches(code[..end], table.Index))
                yield return (index.Index, Index, $"write it as DB::statement('CREATE INDEX CONCURRENTLY …') with $withinTransaction = false");
        }
    }

    private static string Plain(string name) => name.Trim('"', '`', '[', ']').Split('.')[^1].Trim('"').ToLowerInvariant();

    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\bCREATE\s+(?:UNLOGGED\s+|TEMP(?:ORARY)?\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?<name>[\w.""`]+)", Any)]
    private static partial Regex Made();

    [GeneratedRegex(@"\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)(?:IF\s+NOT\s+EXISTS\s+)?(?:[\w""]+\s+)?ON\s+(?:ONLY\s+)?(?<table>[\w.""]+)", Any)]
    private static partial Regex CreateIndex();

    [GeneratedRegex(@"\bALTER\s+TABLE\b[^;]*?\bADD\s+(?:COLUMN\s+)?[^;]*", Any)]
    private static partial Regex AddedColumn();

    [GeneratedRegex(@"\bDEFAULT\s+\(?(?:gen_random_uuid|uuid_generate_v\w+|random|clock_timestamp|nextval|timeofday)\s*\(", Any)]
    private static partial Regex Volatile();

    [GeneratedRegex(@"\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?<table>[\w.""]+)\s[^;]*?\bADD\s+(?:CONSTRAINT\s+\S+\s+)?(?:FOREIGN\s+KEY|CHECK)\b[^;]*", Any)]
    private static partial Regex ForeignKey();

    [GeneratedRegex(@"\bALTER\s+TABLE\b[^;]*?\bSET\s+NOT\s+NULL\b|\bVACUUM\s+FULL\b|^\s*CLUSTER\s+\w|\bREINDEX\s+(?!.*CONCURRENTLY)(?:TABLE|INDEX|SCHEMA|DATABASE)\b|\bALTER\s+TABLE\b[^;]*?\bSET\s+(?:UN)?LOGGED\b", Any | RegexOptions.Multiline)]
    private static partial Regex WholeTable();

    [GeneratedRegex(@"\bLOCK\s+TABLES?\s+\w", Any)]
    private static partial Regex LockTable();

    [GeneratedRegex(@"\bCONVERT\s+TO\s+CHARACTER\s+SET\b|\bALGORITHM\s*=\s*COPY\b|\bALTER\s+TABLE\b[^;]*?\bENGINE\s*=|\bADD\s+(?:FULLTEXT|SPATIAL)\b|\bCREATE\s+(?:FULLTEXT|SPATIAL)\s+INDEX\b", Any)]
    private static partial Regex Copied();

    [GeneratedRegex(@"\bCreateModel\s*\(\s*(?:name\s*=\s*)?[""'](?<name>\w+)[""']")]
    private static partial Regex CreateModel();

    [GeneratedRegex(@"\bmigrations\.AddIndex\s*\(\s*(?:model_name\s*=\s*)?[""'](?<model>\w+)[""']")]
    private static partial Regex AddIndex();

    [GeneratedRegex(@"\.\s*CreateTable\s*\(\s*(?:name:\s*)?""(?<name>[^""]+)""")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"\.\s*CreateIndex\s*\(")]
    private static partial Regex CreateIndexCall();

    [GeneratedRegex(@"\btable:\s*""(?<name>[^""]+)""")]
    private static partial Regex TableArgument();

    [GeneratedRegex(@"\bSchema::(?:connection\([^)]*\)\s*->\s*)?table\s*\(", Any)]
    private static partial Regex SchemaTable();

    [GeneratedRegex(@"->\s*(?:index|unique|fullText|spatialIndex)\s*\(", Any)]
    private static partial Regex IndexCall();
}
