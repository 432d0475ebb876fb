namespace Slipway.Checks.Project.Dependencies;

/// <summary>
/// Versions that a range takes, to the second number: enough to tell release lines apart. Reads what Composer, npm and Python share
/// (<c>^1.2</c>, <c>~1.2</c>, <c>~=1.2</c>, <c>1.*</c>, <c>1.x</c>, <c>&gt;=1 &lt;3</c>, <c>1 - 2</c>, <c>a || b</c>) and plain versions.
/// </summary>
public sealed class VersionRange
{
    private const int Major = 10_000;
    private const int End = int.MaxValue;
    private static readonly string[] Comparators = [">=", "<=", "~=", "===", "==", "!=", "^", "~", ">", "<", "="];
    private readonly List<(int From, int To)> _parts;

    private VersionRange(string text, List<(int From, int To)> parts) => (Text, _parts) = (text, parts);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>True when some version of the release line <c>8.1</c> or <c>18</c> is taken.</summary>
    public bool Takes(string line) => Line(line) is var (from, to) && _parts.Any(part => part.From < to && from < part.To);

    /// <summary>True when every version that is taken is older than this release line.</summary>
    public bool IsBefore(string line) => Line(line) is var (from, _) && _parts.All(part => part.To <= from);

    /// <param name="tildeOfTwoIsMinor">npm reads <c>~1.2</c> as 1.2.x, Composer as 1.x from 1.2 on.</param>
    /// <returns>Null when nothing in it is a version.</returns>
    public static VersionRange? Parse(string text, bool tildeOfTwoIsMinor = false)
    {
        var parts = text.Split(["||", "|"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Part(part, tildeOfTwoIsMinor)).OfType<(int, int)>().ToList();
        return parts.Count > 0 ? new VersionRange(text.Trim(), parts) : null;
    }

    private static (int From, int To)? Part(string text, bool tildeOfTwoIsMinor)
    {
        if (text.Split(" - ") is [var low, var high])
            return Of(low, "", false) is var (from, _) && Of(high, "", false) is var (_, to) ? (from, to) : null;
        var range = (From: 0, To: End);
        var any = false;
        foreach (var word in Words(text))
        {
            var comparator = Comparators.FirstOrDefault(c => word.StartsWith(c, StringComparison.Ordinal)) ?? "";
            if (comparator == "!=" || Of(word[comparator.Length..], comparator, tildeOfTwoIsMinor) is not var (from, to))
                continue;
            range = (Math.Max(range.From, from), Math.Min(range.To, to));
            any = true;
        }

        return any && range.From < range.To ? range : null;
    }

    // ">= 1.2, < 3" is ">=1.2" and "<3".
    private static IEnumerable<string> Words(string text)
    {
        var comparator = "";
        foreach (var word in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Comparators.Contains(word))
                comparator = word;
            else
                yield return comparator + word;
            comparator = Comparators.Contains(word) ? word : "";
        }
    }

    private static (int From, int To)? Of(string version, string comparator, bool tildeOfTwoIsMinor)
    {
        var numbers = Numbers(version);
        if (numbers.Count == 0)
            return version.Trim() is "*" or "x" ? (0, End) : null;
        var (major, minor) = (numbers[0], numbers.Count > 1 ? numbers[1] : 0);
        var from = (major * Major) + minor;
        var line = numbers.Count == 1 ? (major + 1) * Major : from + 1;
        var isZero = numbers.Count < 3 || numbers[2] == 0;
        return comparator switch
        {
            ">=" => (from, End),
            ">" => (numbers.Count > 2 ? from : line, End),
            "<" => (0, isZero ? from : from + 1),
            "<=" => (0, line),
            "^" => (from, major == 0 ? line : (major + 1) * Major),
            "~=" => (from, numbers.Count > 2 ? line : (major + 1) * Major),
            "~" => (from, numbers.Count > 2 || (tildeOfTwoIsMinor && numbers.Count > 1) ? line : (major + 1) * Major),
            _ => (from, line),
        };
    }

    private static List<int> Numbers(string version)
    {
        var numbers = new List<int>();
        foreach (var part in version.Trim().TrimStart('v', 'V').Split('.'))
        {
            var digits = part.Length - part.AsSpan().TrimStart("0123456789").Length;
            if (digits == 0 || !int.TryParse(part.AsSpan(0, digits), out var number) || number >= Major)
                break;
            numbers.Add(number);
            if (digits < part.Length)
                break;
        }

        return numbers;
    }

    private static (int From, int To)? Line(string line) => Of(line, "", false);
}
