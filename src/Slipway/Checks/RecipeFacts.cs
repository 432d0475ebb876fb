using Slipway.Problems;
using Slipway.Stacks;

namespace Slipway.Checks;

/// <summary>How the stack builds and runs the app.</summary>
/// <param name="Recipe">Null when the folder lacks what the stack needs, which the commands that need it tell; and when no stack was recognised in the containers.</param>
internal sealed record RecipeFacts(StackRecipe? Recipe)
{
    public static Task<RecipeFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult(new RecipeFacts(project.Stack == "compose" ? null : StackCatalogue.Recipe(project.Environment with { Stack = project.Stack })));
        }
        catch (ProblemException)
        {
            return Task.FromResult(new RecipeFacts(Recipe: null));
        }
    }
}
