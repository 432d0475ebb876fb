using System.Runtime.CompilerServices;

namespace Slipway.Tests.Architecture;

/// <summary>The repository's own source files, as text.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>Path relative to the repository and lines of every C# file below <paramref name="folder"/>, without build output.</summary>
    public static IReadOnlyList<(string Path, string[] Lines)> Below(string folder)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllLines(Path.Combine(Root, file))))
            .ToList();
        return files.Count > 0 ? files : throw new InvalidOperationException($"no sources below {folder}");
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in (string?[])[Path.GetDirectoryName(here), AppContext.BaseDirectory])
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Slipway.slnx")))
                    return folder;
        throw new InvalidOperationException("Slipway.slnx was not found above the tests");
    }
}
