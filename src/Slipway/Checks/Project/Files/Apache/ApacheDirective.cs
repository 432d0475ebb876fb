namespace Slipway.Checks.Project.Files.Apache;

/// <summary>A directive or section of Apache's configuration; the outermost one of a file has no name.</summary>
internal sealed class ApacheDirective(TextFile file, ApacheDirective? parent, string name, IReadOnlyList<string> arguments, int index)
{
    private readonly List<ApacheDirective> _children = [];

    /// <summary>In lower case: names of directives have no case.</summary>
    public string Name { get; } = name.ToLowerInvariant();

    public ApacheDirective? Parent { get; } = parent;

    /// <summary>Without quotes.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    public TextFile File => file;

    public string Path => file.Path;

    public string Where => file.Where(index);

    public string Text => string.Join(' ', Arguments.Prepend(name));

    public IReadOnlyList<ApacheDirective> Children => _children;

    /// <summary>Children, with those of IfModule and the like in place of these.</summary>
    public IEnumerable<ApacheDirective> Effective =>
        _children.SelectMany(child => child.Name is "ifmodule" or "ifdefine" or "ifversion" ? child.Effective : [child]);

    public IEnumerable<ApacheDirective> All => _children.SelectMany(child => child.All.Prepend(child));

    internal void Add(ApacheDirective child) => _children.Add(child);
}
