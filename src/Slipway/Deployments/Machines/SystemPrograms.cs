namespace Slipway.Deployments.Machines;

/// <summary>Finds programs on this machine.</summary>
public static class SystemPrograms
{
    private static readonly string[] Folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>For each wanted key the first of its names that exists, as an absolute path; keys without one are left out.</summary>
    public static IReadOnlyDictionary<string, string> Find(IReadOnlyDictionary<string, IReadOnlyList<string>> wanted)
    {
        var found = new Dictionary<string, string>();
        foreach (var (key, names) in wanted)
            if (names.Select(Find).FirstOrDefault(p => p is not null) is { } path)
                found[key] = path;
        return found;
    }

    /// <summary>A name is looked for on the usual path (with a star for a version: <c>php-fpm*</c>, the highest wins); a path is taken as it is.</summary>
    public static string? Find(string name) => name.StartsWith('/')
        ? File.Exists(name) ? name : null
        : SearchPath().Where(Directory.Exists)
            .SelectMany(f => (IEnumerable<string>)(name.Contains('*') ? Directory.EnumerateFiles(f, name).OrderDescending(StringComparer.Ordinal) : [Path.Combine(f, name)]))
            .FirstOrDefault(File.Exists);

    private static IEnumerable<string> SearchPath() =>
        Folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)).Distinct();
}
