using System.Text.RegularExpressions;

namespace Slipway.Migrations;

/// <summary>Reads what <see cref="Migration.List"/> printed.</summary>
public static partial class MigrationList
{
    /// <summary>Stands for every migration when the database has no table of migrations yet.</summary>
    public const string All = "all (the database has no migration table yet)";

    /// <param name="kind"><see cref="Migration.Parse"/>: lines, laravel or django.</param>
    /// <param name="output">Standard output of the command.</param>
    /// <returns>Names of pending migrations in the order they would run; <see cref="All"/> alone when the table is missing.</returns>
    /// <exception cref="ArgumentException">The kind is not known.</exception>
    public static IReadOnlyList<string> Parse(string kind, string output)
    {
        var lines = Escapes().Replace(output, "").Split('\n').Select(line => line.Trim());
        return kind switch
        {
            "lines" => [.. lines.Where(line => line.Length > 0)],
            "django" => [.. lines.Where(line => line.StartsWith("[ ]", StringComparison.Ordinal)).Select(line => Word(line[3..]))],
            "laravel" when IsFirst(kind, output) => [All],
            "laravel" => [.. lines.Select(Laravel).OfType<string>()],
            _ => throw new ArgumentException($"There is no migration list named {kind}.", nameof(kind)),
        };
    }

    /// <summary>True when the output says that no migration ever ran: the command's failing exit status is then no failure.</summary>
    public static bool IsFirst(string kind, string output) =>
        kind == "laravel" && output.Contains("Migration table not found", StringComparison.OrdinalIgnoreCase);

    // 9 and later: "2014_…_table ....... Pending"; before: "| No   | 2014_…_table | |".
    private static string? Laravel(string line)
    {
        if (line.EndsWith(" Pending", StringComparison.Ordinal))
            return Word(line);
        return line.StartsWith('|') && line.Split('|', StringSplitOptions.TrimEntries) is [_, "No", var name, ..] ? name : null;
    }

    private static string Word(string text) => text.Trim().Split(' ', 2)[0];

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Escapes();
}
