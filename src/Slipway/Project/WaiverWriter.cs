using System.Text;
using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Adds waivers to the text of a project file. What stands there stays byte for byte: comments, order, line ends.</summary>
public static class WaiverWriter
{
    private const string Key = "waivers";

    /// <summary>Adds them to the list at the top and to that of each environment that has its own.</summary>
    /// <returns>The new text; null when it cannot be done without touching what a person wrote.</returns>
    public static string? Add(string text, IReadOnlyList<Waiver> waivers)
    {
        if (YamlTreeReader.Read(text, new ProblemList("")) is not YamlMap root)
            return null;
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lists = Lists(root).OrderByDescending(entry => entry.At).ToList();
        if (root.Entries.All(entry => entry.Key != Key))
            text += (text.EndsWith('\n') || text.Length == 0 ? "" : newLine) + $"{Key}:{newLine}" + Block(waivers, "  ", newLine);
        foreach (var list in lists)
        {
            if (Into(text, list, waivers, newLine) is not { } added)
                return null;
            text = added;
        }

        return text;
    }

    private static IEnumerable<YamlEntry> Lists(YamlMap root) =>
        root.Entries.Where(e => e.Key == Key).Concat(root.Entries.Where(e => e.Key == "environments").SelectMany(e => Entries(e.Value)).SelectMany(e => Entries(e.Value)).Where(e => e.Key == Key));

    private static IReadOnlyList<YamlEntry> Entries(YamlNode node) => node is YamlMap map ? map.Entries : [];

    private static string? Into(string text, YamlEntry list, IReadOnlyList<Waiver> waivers, string newLine)
    {
        if (list.Value is not YamlList value)
            return list.Value is YamlScalar { IsNull: true } ? AfterLine(text, list.At.Line, Block(waivers, new string(' ', list.At.Column + 1), newLine), newLine) : null;
        var at = IndexOf(text, value.At);
        if (at < text.Length && text[at] == '[')
            return Close(text, at) is { } end ? text.Insert(end, (value.Items.Count > 0 ? ", " : "") + string.Join(", ", waivers.Select(Flow))) : null;
        var indent = new string(' ', value.At.Column - 1);
        return AfterLine(text, LastLine(text, list, indent), Block(waivers, indent, newLine), newLine);
    }

    /// <summary>Of a list in block style: comments before what follows belong to that.</summary>
    private static int LastLine(string text, YamlEntry list, string indent)
    {
        var lines = text.Split('\n');
        var last = list.At.Line;
        for (var line = list.At.Line; line < lines.Length; line++)
        {
            var content = lines[line].TrimEnd('\r');
            if (content.Trim().Length == 0 || content.TrimStart().StartsWith('#'))
                continue;
            if (!content.StartsWith(indent + "-", StringComparison.Ordinal) && !content.StartsWith(indent + " ", StringComparison.Ordinal))
                break;
            last = line + 1;
        }

        return last;
    }

    private static string AfterLine(string text, int line, string added, string newLine)
    {
        var end = IndexOf(text, new Position(line + 1, 1));
        return end == text.Length && !text.EndsWith('\n') ? text + newLine + added : text.Insert(end, added);
    }

    private static int IndexOf(string text, Position at)
    {
        var index = 0;
        for (var line = 1; line < at.Line; line++)
        {
            var end = text.IndexOf('\n', index);
            if (end < 0)
                return text.Length;
            index = end + 1;
        }

        return Math.Min(text.Length, index + at.Column - 1);
    }

    /// <summary>Where the bracket that opens at <paramref name="open"/> is closed; null when it cannot be told.</summary>
    private static int? Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] is '"' or '\'' && (i = text.IndexOf(text[i], i + 1)) < 0)
                return null;
            depth += text[i] is '[' or '{' ? 1 : text[i] is ']' or '}' ? -1 : 0;
            if (depth == 0)
                return text[i] == ']' ? i : null;
        }

        return null;
    }

    private static string Block(IReadOnlyList<Waiver> waivers, string indent, string newLine) => string.Concat(waivers.Select(w => $"{indent}- {Flow(w)}{newLine}"));

    private static string Flow(Waiver waiver)
    {
        var text = new StringBuilder($"{{ check: {waiver.Check}");
        if (waiver.Subject is { } subject)
            text.Append($", subject: {Quoted(subject)}");
        return text.Append($", reason: {Quoted(waiver.Reason)}, owner: {Quoted(waiver.Owner)}, until: {waiver.Until:yyyy-MM-dd} }}").ToString();
    }

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
