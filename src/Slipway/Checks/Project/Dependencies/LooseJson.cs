using System.Text.Json;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Reads JSON of other people's tools without trusting its form.</summary>
internal static class LooseJson
{
    /// <summary>The member when it is an object.</summary>
    public static JsonElement? Object(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    /// <summary>The members of the member; empty when it is no object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) =>
        element.Object(name) is { } member ? member.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    /// <summary>The items of the member; empty when it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array
            ? member.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>The member when it is a string.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member.AsText() : null;

    public static string? AsText(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>As <see cref="Where"/>, the first place behind another text.</summary>
    public static string WhereIn(string path, string? text, string after, string what)
    {
        var start = text?.IndexOf(after, StringComparison.Ordinal) ?? -1;
        var at = start < 0 ? -1 : text!.IndexOf(what, start, StringComparison.Ordinal);
        return at < 0 ? Where(path, text, what) : $"{path}:{text.AsSpan(0, at).Count('\n') + 1}";
    }

    /// <summary><c>file:line</c> of the first place of a text in a file; of the file when it is not there.</summary>
    public static string Where(string path, string? text, string what)
    {
        var at = text?.IndexOf(what, StringComparison.Ordinal) ?? -1;
        return at < 0 ? path : $"{path}:{text.AsSpan(0, at).Count('\n') + 1}";
    }
}
