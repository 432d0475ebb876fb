using Slipway.Problems;

namespace Slipway.Stacks.Node;

/// <summary>What the build of a framework makes, and how it is served.</summary>
/// <param name="Package">The package that says so, "next".</param>
internal sealed record Framework(string Package)
{
    /// <summary>How the built server is started; null when the project's own script must say.</summary>
    public IReadOnlyList<string>? Start { get; init; }

    /// <summary>What the build makes, relative to the project.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Fingerprinted files: URL prefix → folder.</summary>
    public IReadOnlyDictionary<string, string> Assets { get; init; } = new Dictionary<string, string>();

    /// <summary>Variable that names its socket; null: it only knows ports.</summary>
    public string? Socket { get; init; }

    /// <summary>What is built brings its packages along.</summary>
    public bool Bundled { get; init; }

    /// <summary>Symlinks in the release, as <see cref="StackRecipe.Links"/>.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>Output that is of no use at run time.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>The build makes files only.</summary>
    public SiteBuild? Site { get; init; }

    /// <summary>The build is for a host that this one is not.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>Seen beside the package, for people.</summary>
    public string? Evidence { get; init; }
}
