using Slipway.Project;

namespace Slipway.Stacks;

/// <summary>One kind of application. Reads the project's folder, returns data, never executes.</summary>
public interface IStack
{
    /// <summary>As in the project file: laravel, php, django, node, aspnet, static.</summary>
    string Name { get; }

    /// <summary>What holds for every project of this kind.</summary>
    StackKnowledge Knowledge { get; }

    /// <returns>Null when nothing in the folder speaks for this stack.</returns>
    Recognition? Recognise(ProjectFolder folder);

    /// <summary>The stack's own part; <see cref="StackCatalogue.Recipe"/> adds what the project file says for every stack.</summary>
    /// <exception cref="Problems.ProblemException">The folder lacks something that the stack cannot do without.</exception>
    StackRecipe Recipe(AppEnvironment environment, ProjectFolder folder);
}
