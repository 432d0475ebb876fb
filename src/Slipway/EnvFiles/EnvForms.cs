using System.Text;

namespace Slipway.EnvFiles;

/// <summary>Ways to write a value. Which of them a program reads back as the value is found by reading.</summary>
internal static class EnvForms
{
    private static readonly EnvDialect[] All = Enum.GetValues<EnvDialect>();

    /// <summary>The first form that every dialect reads as the value, else the first that this one does; null = none.</summary>
    /// <param name="preferred">Forms to try first.</param>
    public static string? Choose(string value, EnvDialect dialect, params IEnumerable<string> preferred)
    {
        var forms = preferred.Concat(Of(value)).Distinct(StringComparer.Ordinal).ToList();
        return forms.Find(f => All.All(d => Reads(f, value, d))) ?? forms.Find(f => Reads(f, value, dialect));
    }

    /// <summary>In the quotes that the file has there already, as far as the value allows.</summary>
    public static string Quoted(string value, EnvQuoting quoting) => quoting switch
    {
        EnvQuoting.SingleQuotes => $"'{value}'",
        EnvQuoting.DoubleQuotes => $"\"{value}\"",
        EnvQuoting.Backticks => $"`{value}`",
        _ => value,
    };

    private static IEnumerable<string> Of(string value)
    {
        yield return value;
        yield return Quoted(value, EnvQuoting.SingleQuotes);
        yield return Quoted(value, EnvQuoting.DoubleQuotes);
        foreach (var escaped in (string[])["\"\\$", "\"\\", "\"\\$`", "\"", "\\"])
        {
            yield return Escaped(value, escaped, newLine: "\\n");
            yield return Escaped(value, escaped, newLine: "\n");
        }

        yield return Escaped(value, "", newLine: "\\n");
        yield return Escaped(value.Replace("$", "$$"), "\"\\", newLine: "\\n");
        yield return "'" + value.Replace("\\", "\\\\").Replace("'", "\\'") + "'";
        yield return "'" + value.Replace("'", "\\'") + "'";
        yield return "'" + value.Replace("'", "'\\''") + "'";
        yield return Quoted(value, EnvQuoting.Backticks);
    }

    private static string Escaped(string value, string special, string newLine)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (special.Contains(c))
                text.Append('\\');
            _ = c == '\n' ? text.Append(newLine) : text.Append(c);
        }

        return text.Append('"').ToString();
    }

    /// <summary>Read between two other lines, because a wrong quote shows only there.</summary>
    private static bool Reads(string form, string value, EnvDialect dialect)
    {
        var reading = EnvReader.Read($"BEFORE=1\nKEY={form}\nAFTER=2\n", dialect);
        return reading.Problems.Count == 0 && reading.Final.Count == 3 && reading.Find("KEY")?.Reveal() == value && reading.Find("AFTER")?.Reveal() == "2";
    }
}
