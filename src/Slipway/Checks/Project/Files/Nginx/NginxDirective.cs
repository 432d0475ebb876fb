namespace Slipway.Checks.Project.Files.Nginx;

/// <summary>A directive of nginx; the outermost one of a file has no name.</summary>
internal sealed class NginxDirective(TextFile file, NginxDirective? parent, string name, IReadOnlyList<string> arguments, int index)
{
    private readonly List<NginxDirective> _children = [];

    public NginxDirective? Parent { get; } = parent;

    public string Name { get; } = name;

    /// <summary>Without quotes.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    public string Path => file.Path;

    public string Where => file.Where(index);

    public IReadOnlyList<NginxDirective> Children => _children;

    /// <summary>Its words as a person writes them.</summary>
    public string Text => string.Join(' ', Arguments.Prepend(Name));

    /// <summary>Itself, then what it lies in, to the outermost.</summary>
    public IEnumerable<NginxDirective> Outwards
    {
        get
        {
            for (var at = this; at is not null; at = at.Parent)
                yield return at;
        }
    }

    public IEnumerable<NginxDirective> All => _children.SelectMany(child => child.All.Prepend(child));

    internal void Add(NginxDirective child) => _children.Add(child);
}
