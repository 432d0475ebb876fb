using System.Text.Json;

namespace Slipway.Stacks;

/// <summary>The project's folder as stacks look at it: small text files by relative path, nothing outside, nothing executed.</summary>
/// <param name="Root">Absolute path.</param>
public sealed record ProjectFolder(string Root)
{
    private const int LargestFile = 2 * 1024 * 1024;

    private static readonly HashSet<string> NotLookedInto =
        ["node_modules", "vendor", "bin", "obj", "artifacts", "venv", "env", "tests", "test"];

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public bool HasFile(string path) => File.Exists(Path.Combine(Root, path));

    public bool HasFolder(string path) => Directory.Exists(Path.Combine(Root, path));

    /// <returns>The text, or null when the file is absent, unreadable or larger than 2 MiB.</returns>
    public string? Text(string path)
    {
        try
        {
            var file = new FileInfo(Path.Combine(Root, path));
            return file.Exists && file.Length <= LargestFile ? File.ReadAllText(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>The JSON object in the file, or null when it is absent or not an object.</returns>
    public JsonElement? Json(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(Text(path) ?? "", Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Files with this name pattern, at most <paramref name="depth"/> folders down, relative, sorted, the nearest first. Dependencies, build output, tests and hidden folders are not looked into.</summary>
    public IReadOnlyList<string> Find(string pattern, int depth) =>
        [.. Walk(Root, pattern, depth).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .OrderBy(path => path.Count(c => c == '/')).ThenBy(path => path, StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(string folder, string pattern, int depth)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true };
        foreach (var file in Directory.EnumerateFiles(folder, pattern, options))
            yield return file;
        if (depth == 0)
            yield break;
        foreach (var child in new DirectoryInfo(folder).EnumerateDirectories("*", options))
        {
            if (child.Name[0] == '.' || child.LinkTarget is not null || NotLookedInto.Contains(child.Name))
                continue;
            foreach (var file in Walk(child.FullName, pattern, depth - 1))
                yield return file;
        }
    }
}
