namespace Slipway.Checks.Project.Files;

/// <summary>Joins relative paths as text.</summary>
internal static class RelativePath
{
    /// <returns>Null when it leads out of the project or is absolute.</returns>
    public static string? Join(string folder, string path)
    {
        if (path.StartsWith('/') || path.StartsWith('~') || path.Contains("://", StringComparison.Ordinal))
            return null;
        var parts = new List<string>();
        foreach (var part in $"{folder}/{path}".Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                return null;
        }

        return string.Join('/', parts);
    }
}
