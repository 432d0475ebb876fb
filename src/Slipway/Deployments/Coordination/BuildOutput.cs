using Slipway.Deployments.Planning;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Deployments.Coordination;

/// <summary>What a build on this machine must have left.</summary>
internal static class BuildOutput
{
    private const int Depth = 3;
    private const int Most = 3;

    /// <exception cref="ProblemException">build.no-output</exception>
    public static void Check(StackRecipe recipe, AppEnvironment environment, string folder)
    {
        var wanted = recipe.ContentFolder is { } content ? [content] : recipe.Include.Except(environment.Include.Select(path => path.Trim('/')));
        if (wanted.FirstOrDefault(path => !Path.Exists(Path.Combine(folder, path))) is { } missing)
            throw new ProblemException(PlanProblems.NotBuilt(missing, Others(new ProjectFolder(folder))));
    }

    private static List<string> Others(ProjectFolder folder) => [.. folder.Find("index.html", Depth)
        .Select(path => Path.GetDirectoryName(path)!).Where(path => path.Length > 0).Take(Most)];
}
