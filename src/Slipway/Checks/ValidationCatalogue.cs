using Slipway.Checks.Project.Dependencies;
using Slipway.Checks.Project.Env;
using Slipway.Checks.Project.Migrations;
using Slipway.Checks.Project.Source;
using Slipway.Checks.Project.Stack;
using Slipway.Checks.Project.Tests;

namespace Slipway.Checks;

/// <summary>Every check that needs no server, once.</summary>
public static class ValidationCatalogue
{
    public static IReadOnlyList<Check> All { get; } =
    [
        .. EnvChecks.All,
        .. SourceChecks.All,
        .. DependencyChecks.All,
        .. StackChecks.All,
        .. MigrationChecks.All,
        new TestsPass(),
    ];

    /// <summary>Those that are for the project's stack.</summary>
    public static IReadOnlyList<Check> For(CheckedProject project) =>
        [.. All.Where(check => check.About.Stacks.Count == 0 || check.About.Stacks.Contains(project.Stack) || (project.UsesCompose && check.About.Stacks.Contains("compose")))];
}
