using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Cli;

/// <summary>The stack that <c>init</c> writes down, with what speaks for it.</summary>
internal static class InitStack
{
    /// <param name="named">The stack that the person named; null = what the folder looks like.</param>
    /// <exception cref="ProblemException">stack.unknown, stack.unrecognised, stack.ambiguous.</exception>
    public static Recognition Choose(string folder, string? named)
    {
        var probe = new AppEnvironment { App = "app", Name = "local", Folder = folder, Stack = named, RunUser = "app", Root = folder };
        var stack = StackCatalogue.Choose(probe).Name;
        return StackCatalogue.Detect(folder).All.FirstOrDefault(r => r.Stack == stack)
            ?? new Recognition(stack, 0, ["named with --stack; nothing in the folder speaks for it yet"]);
    }
}
