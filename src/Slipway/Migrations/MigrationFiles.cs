using System.Text.RegularExpressions;
using Slipway.Content;
using Slipway.Text;

namespace Slipway.Migrations;

/// <summary>Finds the migrations among the files of a release and names them as the app's own list of pending ones does.</summary>
public static partial class MigrationFiles
{
    private const int DigestDigits = 16;

    /// <param name="textOf">Reads a file of the manifest.</param>
    /// <returns>In the order of their paths.</returns>
    public static IReadOnlyList<MigrationFile> Of(Migration migration, Manifest manifest, Func<ManifestEntry, string> textOf)
    {
        var labels = migration.Parse == "django" ? Labels(manifest, textOf) : [];
        return [.. Entries(migration.Files, manifest).Select(e => new MigrationFile(Name(migration.Parse, e.Path, labels), e.Path, Short(e), () => textOf(e)))];
    }

    /// <param name="patterns"><see cref="Migration.Files"/>.</param>
    /// <returns>Path → the first digits of the content's digest.</returns>
    public static IReadOnlyDictionary<string, string> Digests(IReadOnlyList<string> patterns, Manifest manifest) =>
        Entries(patterns, manifest).ToDictionary(e => e.Path, Short);

    /// <summary>True when the app's list means this migration: it may print a path, or the ending too.</summary>
    /// <param name="listed">A line of the list.</param>
    /// <param name="name"><see cref="MigrationFile.Name"/>.</param>
    public static bool IsSame(string listed, string name) =>
        listed == name || Path.GetFileName(listed) == name || Path.GetFileNameWithoutExtension(listed) == name;

    private static IEnumerable<ManifestEntry> Entries(IReadOnlyList<string> patterns, Manifest manifest)
    {
        var rules = new IgnoreRules(patterns);
        return manifest.Entries.Where(e => e.IsFile && rules.IsIgnored(e.Path, isFolder: false));
    }

    private static string Short(ManifestEntry entry) => entry.Digest.ToString()[..DigestDigits];

    private static string Name(string form, string path, Dictionary<string, string> labels)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (form != "django")
            return name;
        var app = Folder(Folder(path));
        return $"{labels.GetValueOrDefault(app, Path.GetFileName(app))}.{name}";
    }

    // An app's label is the name of its folder unless its apps.py says another.
    private static Dictionary<string, string> Labels(Manifest manifest, Func<ManifestEntry, string> textOf)
    {
        var labels = new Dictionary<string, string>();
        foreach (var entry in manifest.Entries.Where(e => e.IsFile && Path.GetFileName(e.Path) == "apps.py"))
            if (Label().Match(textOf(entry)) is { Success: true } match)
                labels[Folder(entry.Path)] = match.Groups["label"].Value;
        return labels;
    }

    private static string Folder(string path) => Path.GetDirectoryName(path) ?? "";

    [GeneratedRegex("""^[ \t]+label[ \t]*=[ \t]*["'](?<label>\w+)["']""", RegexOptions.Multiline)]
    private static partial Regex Label();
}
