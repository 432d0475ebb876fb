using System.Text;
using Slipway.Problems;

namespace Slipway.Content;

/// <summary>What a manifest must obey so that a release made from it cannot reach outside its folder. Checked where it is made and where it is received.</summary>
internal static class ManifestRules
{
    /// <summary>Our own folder in each release; nothing that is sent may lie there.</summary>
    public const string Reserved = ".slipway";

    private const int MaxName = 255;
    private const int MaxPath = 3500; // PATH_MAX less the release's own folder
    private const int MaxProblems = 20;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="entries">Sorted by path.</param>
    public static void Check(IReadOnlyList<ManifestEntry> entries, IReadOnlySet<string>? outsideLinks)
    {
        CheckNames(entries);
        var problems = Links(entries, outsideLinks).Take(MaxProblems).ToList();
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    /// <summary>The part that concerns paths, not symlinks' targets.</summary>
    public static void CheckNames(IReadOnlyList<ManifestEntry> entries)
    {
        var problems = new List<Problem>();
        if (entries.Count > Manifest.MaxEntries)
            throw new ProblemException(ContentProblems.ManifestInvalid($"{entries.Count} entries, {Manifest.MaxEntries} are the most"));
        for (var i = 0; i < entries.Count && problems.Count < MaxProblems; i++)
        {
            if (PathProblem(entries[i].Path) is { } problem)
                problems.Add(problem);
            else if (i > 0 && string.CompareOrdinal(entries[i - 1].Path, entries[i].Path) >= 0)
                problems.Add(ContentProblems.ManifestInvalid("a path is there twice or out of order", entries[i].Path));
            if (entries[i].Size < 0)
                problems.Add(ContentProblems.ManifestInvalid("a size is out of range", entries[i].Path));
        }

        if (problems.Count == 0)
            problems.AddRange(Nesting(entries).Take(MaxProblems));
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private static Problem? PathProblem(string path)
    {
        if (path.Length == 0 || path[0] == '/' || path.Contains('\0'))
            return ContentProblems.PathEscape(path, "a path must be relative and not empty");
        try
        {
            if (Strict.GetByteCount(path) > MaxPath)
                return ContentProblems.ManifestInvalid($"a path is longer than {MaxPath} bytes", path);
            foreach (var range in path.AsSpan().Split('/'))
            {
                var name = path.AsSpan(range);
                if (name is "" or "." or "..")
                    return ContentProblems.PathEscape(path, "a path must not contain empty parts, '.' or '..'");
                if (Strict.GetByteCount(name) > MaxName)
                    return ContentProblems.ManifestInvalid($"a name is longer than {MaxName} bytes", path);
            }
        }
        catch (EncoderFallbackException)
        {
            return ContentProblems.NameNotUtf8(path);
        }

        return path == Reserved || path.StartsWith(Reserved + "/", StringComparison.Ordinal) ? ContentProblems.PathReserved(path) : null;
    }

    // A file below a file or a symlink would be written wherever that symlink leads.
    private static IEnumerable<Problem> Nesting(IReadOnlyList<ManifestEntry> entries)
    {
        var leaves = new HashSet<string>(entries.Count);
        foreach (var entry in entries)
            leaves.Add(entry.Path);
        var good = new HashSet<string>();
        foreach (var entry in entries)
        {
            for (var end = entry.Path.LastIndexOf('/'); end > 0; end = entry.Path.LastIndexOf('/', end - 1))
            {
                var folder = entry.Path[..end];
                if (!good.Add(folder))
                    break;
                if (leaves.Contains(folder))
                    yield return ContentProblems.PathEscape(entry.Path, $"'{folder}' is itself a file, a symlink or an empty folder in the release");
            }
        }
    }

    private static IEnumerable<Problem> Links(IReadOnlyList<ManifestEntry> entries, IReadOnlySet<string>? outside)
    {
        var links = entries.Where(e => e.Kind == EntryKind.Symlink).ToDictionary(e => e.Path, e => e.Target!);
        var resolver = new LinkResolver(links, outside);
        foreach (var (path, target) in links)
        {
            if (target.Length == 0 || target.Contains('\0') || !IsUtf8(target) || Strict.GetByteCount(target) > MaxPath)
                yield return ContentProblems.ManifestInvalid("a symlink's target is empty, too long or not UTF-8", path);
            else if (outside?.Contains(path) != true && !resolver.StaysInside(path, target))
                yield return ContentProblems.LinkEscape(path, target);
        }
    }

    private static bool IsUtf8(string text)
    {
        try
        {
            return Strict.GetByteCount(text) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
