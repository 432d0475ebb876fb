using System.Text;
using Slipway.Text;

namespace Slipway.Content;

/// <summary>The excludes of one source. Below an included folder node_modules is not excluded by default: who lists it wants it whole.</summary>
internal sealed class SourceRules
{
    private const string IgnoreFile = ".slipwayignore";
    private readonly IgnoreRules _listed;
    private readonly IgnoreRules _included;
    private readonly Dictionary<string, bool> _folders = [];

    public SourceRules(string folder, SourceOptions options)
    {
        var file = Path.Combine(folder, IgnoreFile);
        var own = (File.Exists(file) ? IgnoreRules.Lines(File.ReadAllText(file, Encoding.UTF8)) : []).Concat(options.Excludes).ToList();
        _listed = new IgnoreRules(IgnoreRules.Defaults.Concat(own));
        _included = new IgnoreRules(IgnoreRules.Defaults.Where(r => r != "node_modules").Concat(own));
    }

    /// <summary>For a name met while walking: its folders are known not to be excluded.</summary>
    public bool Excludes(string path, bool isFolder, bool included) => (included ? _included : _listed).Matches(path, isFolder);

    /// <summary>For a listed path: looks at its folders, too, each once.</summary>
    public bool ExcludesListed(string path)
    {
        var end = path.LastIndexOf('/');
        return (end > 0 && ExcludesFolder(path[..end])) || _listed.Matches(path, false);
    }

    /// <summary>For the path that is listed as included.</summary>
    public bool ExcludesIncluded(string path, bool isFolder) => _included.IsIgnored(path, isFolder);

    private bool ExcludesFolder(string folder)
    {
        if (_folders.TryGetValue(folder, out var known))
            return known;
        var end = folder.LastIndexOf('/');
        return _folders[folder] = (end > 0 && ExcludesFolder(folder[..end])) || _listed.Matches(folder, true);
    }
}
