namespace Slipway.Checks.Project.Source;

/// <summary>The branch and what it should be.</summary>
/// <param name="Wanted">The branch that the project file names; null = main or master.</param>
/// <param name="Environment">Name of the environment.</param>
public sealed record BranchFacts(GitFacts Git, string? Wanted, string Environment)
{
    public static async Task<BranchFacts> ReadAsync(CheckedProject project, CancellationToken cancel) =>
        new(await GitFacts.OfAsync(project, cancel), project.Environment.Checks.Branch, project.Environment.Name);
}
