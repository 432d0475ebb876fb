namespace Slipway.Databases.Sqlite;

/// <summary>A path with every symlink on its way followed; what does not exist yet stays as written.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string Of(string path)
    {
        var left = new Stack<string>(Split(Path.GetFullPath(path)));
        var real = "";
        for (var links = 0; left.TryPop(out var name);)
        {
            var next = $"{real}/{name}";
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
                throw new IOException($"{path}: too many levels of symbolic links");
            foreach (var part in Split(Path.GetFullPath(target, real.Length == 0 ? "/" : real)))
                left.Push(part);
            real = "";
        }

        return real.Length == 0 ? "/" : real;
    }

    private static IEnumerable<string> Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse();
}
