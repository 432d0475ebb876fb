using System.Text.Json;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Reads lock files, which may be larger than what people write.</summary>
internal static class LockReader
{
    private const long Largest = 64 * 1024 * 1024;

    /// <returns>Null when the file is absent, unreadable or too large.</returns>
    public static string? Read(ProjectFolder folder, string path)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder.Root, path));
            return file.Exists && file.Length <= Largest ? File.ReadAllText(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>The JSON object in the file; null when it is none.</returns>
    public static JsonElement? Json(ProjectFolder folder, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(Read(folder, path) ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
