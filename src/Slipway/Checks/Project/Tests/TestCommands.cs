using Slipway.Stacks;

namespace Slipway.Checks.Project.Tests;

/// <summary>How a project's tests are run: as its project file says, else as its kind of app is tested everywhere.</summary>
internal static class TestCommands
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(CheckedProject project) =>
        project.Environment.Checks.Tests is { Count: > 0 } own ? own : StackCatalogue.Knowledge(project.Stack).Tests(new ProjectFolder(project.Folder));
}
