using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Tests.Support;

namespace Slipway.Tests.Stacks;

/// <summary>A project made of texts.</summary>
internal sealed class TextProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="files">Path and text, one after the other.</param>
    public TextProject(params ReadOnlySpan<string> files)
    {
        for (var i = 0; i < files.Length; i += 2)
            _folder.Write(files[i], files[i + 1]);
    }

    public string Path => _folder.Path;

    public AppEnvironment Environment => Fixture.Environment("empty") with { Folder = Path };

    public Recognition? Best => StackCatalogue.Detect(Path).Best;

    public StackRecipe Recipe(Func<AppEnvironment, AppEnvironment>? change = null) => StackCatalogue.Recipe(change is null ? Environment : change(Environment));

    /// <summary>Why no recipe can be made; null when one can.</summary>
    public Problem? Refusal()
    {
        try
        {
            _ = Recipe();
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problem;
        }
    }

    public void Dispose() => _folder.Dispose();
}
