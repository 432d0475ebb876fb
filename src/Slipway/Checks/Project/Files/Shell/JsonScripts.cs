using System.Text.Json;

namespace Slipway.Checks.Project.Files.Shell;

/// <summary>The <c>scripts</c> of composer.json and package.json.</summary>
internal static class JsonScripts
{
    public static IEnumerable<ShellScript> Read(TextFile? file, ScriptKind kind)
    {
        if (file is null || Parse(file.Text) is not { } document)
            return [];
        using (document)
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("scripts", out var scripts) && scripts.ValueKind == JsonValueKind.Object
                ? [.. scripts.EnumerateObject().SelectMany(script => Lines(script.Value).Select(line => Of(file, kind, script.Name, line)))]
                : [];
    }

    private static ShellScript Of(TextFile file, ScriptKind kind, string name, string line)
    {
        var key = Math.Max(0, file.Text.IndexOf($"\"{name}\"", StringComparison.Ordinal));
        var at = file.Text.IndexOf(JsonEncodedText.Encode(line, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), key, StringComparison.Ordinal);
        return new(file.Path, name, kind, line, _ => file.Where(at < 0 ? key : at));
    }

    private static IEnumerable<string> Lines(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
