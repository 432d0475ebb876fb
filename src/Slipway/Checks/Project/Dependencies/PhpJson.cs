using System.Text;
using System.Text.Json;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Writes JSON as PHP's <c>json_encode(json_decode($text, true))</c> does: Composer's hash is one of that text.</summary>
internal static class PhpJson
{
    public static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, element);
                break;
            case JsonValueKind.Array:
                WriteList(text, element.EnumerateArray());
                break;
            case JsonValueKind.String:
                WriteString(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element));
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '/' => text.Append("\\/"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or >= '\x7f' when c != '\x7f' => text.Append("\\u").Append(((int)c).ToString("x4")),
                _ => text.Append(c),
            };
        text.Append('"');
    }

    // PHP has one kind of array: without keys, or with the keys 0, 1, 2 …, it is a list.
    private static void WriteObject(StringBuilder text, JsonElement element)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            members[member.Name] = member.Value;
        if (members.Keys.Select((key, i) => key == i.ToString()).All(isNext => isNext))
        {
            WriteList(text, members.Values);
            return;
        }

        var separator = '{';
        foreach (var (name, value) in members)
        {
            text.Append(separator);
            WriteString(text, name);
            text.Append(':');
            Write(text, value);
            separator = ',';
        }

        text.Append('}');
    }

    private static void WriteList(StringBuilder text, IEnumerable<JsonElement> items)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(',');
            Write(text, item);
            first = false;
        }

        text.Append(']');
    }

    // 1.0 is written as 1.
    private static string Number(JsonElement element) => element.TryGetInt64(out var whole) ? whole.ToString() : element.GetDouble().ToString("R");
}
