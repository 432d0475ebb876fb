namespace Slipway.Stacks;

/// <summary>An app in a folder below the one that was looked at.</summary>
/// <param name="Folder">Relative, with slashes.</param>
/// <param name="Found">What it looks like.</param>
public sealed record Candidate(string Folder, Recognition Found)
{
    private const int Depth = 3;
    private const int Most = 12;

    private static readonly string[] Marks =
        ["package.json", "manage.py", "composer.json", "index.php", "index.html", "*.csproj"];

    /// <summary>The apps below a folder, the nearest first, none inside another; what only shows or tests something is left out.</summary>
    public static IReadOnlyList<Candidate> Below(ProjectFolder folder)
    {
        var found = new List<Candidate>();
        var places = Marks.SelectMany(mark => folder.Find(mark, Depth)).Where(path => path.Contains('/'))
            .Select(path => path[..path.LastIndexOf('/')]).Distinct()
            .OrderBy(path => path.Count(c => c == '/')).ThenBy(path => path, StringComparer.Ordinal);
        foreach (var place in places)
        {
            if (found.Count == Most)
                break;
            if (SideFolders.Has(place) || found.Exists(other => place.StartsWith(other.Folder + "/", StringComparison.Ordinal)))
                continue;
            if (StackCatalogue.Detect(Path.Combine(folder.Root, place)).Best is { } best)
                found.Add(new Candidate(place, best));
        }

        return found;
    }
}
