using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>The <c>content-hash</c> of composer.lock: MD5 of those parts of composer.json that decide which packages are chosen, sorted by name.</summary>
internal static class ComposerHash
{
    // Composer\Package\Locker::getContentHash
    private static readonly string[] Relevant =
        ["conflict", "extra", "minimum-stability", "name", "prefer-stable", "provide", "replace", "repositories", "require", "require-dev", "version"];

    public static string Of(JsonElement composer)
    {
        var parts = Relevant.Where(key => composer.TryGetProperty(key, out _)).Select(key => (Key: key, Value: composer.GetProperty(key))).ToList();
        var text = new StringBuilder("{");
        var platform = Platform(composer);
        foreach (var key in parts.Select(part => part.Key).Concat(platform is null ? [] : ["config"]).Order(StringComparer.Ordinal))
        {
            if (text.Length > 1)
                text.Append(',');
            PhpJson.WriteString(text, key);
            text.Append(key == "config" ? ":{\"platform\":" : ":");
            PhpJson.Write(text, key == "config" ? platform!.Value : parts.First(part => part.Key == key).Value);
            text.Append(key == "config" ? "}" : "");
        }

#pragma warning disable CA5351 // Composer's choice; nothing is protected by it
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text.Length == 1 ? "[]" : text.Append('}').ToString())));
#pragma warning restore CA5351
    }

    private static JsonElement? Platform(JsonElement composer) =>
        composer.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object && config.TryGetProperty("platform", out var platform)
        && platform.ValueKind != JsonValueKind.Null ? platform : null;
}
