namespace Slipway.Stacks.Node;

/// <summary>Configuration of build tools: programs, of which only plain texts are read.</summary>
internal static class Configuration
{
    private static readonly string[] Endings = [".js", ".mjs", ".ts", ".mts", ".cjs", ".cts"];

    /// <returns>The text of the first that exists; null when none does.</returns>
    public static string? Text(ProjectFolder folder, string place, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            foreach (var ending in Endings)
                if (folder.Text(Path.Combine(place, name + ending)) is { } text)
                    return text;
        return null;
    }
}
