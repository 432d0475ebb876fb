using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Slipway.Stacks;
using Xunit;

namespace Slipway.Tests.Architecture;

/// <summary>What is known of a stack lives in its folder: other code asks it and branches on no name.</summary>
public class StackNamesTest
{
    // These still do; a file leaves the list and none joins it.
    private static readonly string[] Known =
    [
        "src/Slipway/Checks/CheckedProject.cs",
        "src/Slipway/Checks/RecipeFacts.cs",
        "src/Slipway/Checks/Project/Env/DebugFacts.cs",
        "src/Slipway/Checks/Project/Env/DebugOff.cs",
        "src/Slipway/Checks/Project/Env/DriverFacts.cs",
        "src/Slipway/Checks/Project/Env/EnvFileUse.cs",
        "src/Slipway/Checks/Project/Env/EnvPresence.cs",
        "src/Slipway/Checks/Project/Env/KeyPresent.cs",
        "src/Slipway/Checks/Project/Env/ProductionMode.cs",
        "src/Slipway/Checks/Project/Env/RedisPolicy.cs",
        "src/Slipway/Checks/Project/Env/UnusedVariables.cs",
        "src/Slipway/Checks/Project/Source/TrackedEnvFacts.cs",
        "src/Slipway/Migrations/MigrationFiles.cs",
        "src/Slipway/Migrations/MigrationList.cs",
        "src/Slipway/Project/EnvironmentProblems.cs",
        "src/Slipway/Project/EnvironmentRules.cs",
        // Words of other lists: products with an end of life, words of PHP, kinds of source files.
        "src/Slipway/Checks/Project/Dependencies/RuntimeFiles.cs",
        "src/Slipway/Checks/Project/Files/Php/PhpReader.cs",
        "src/Slipway/Checks/Project/Source/EnvReads/EnvReadFinder.cs",
    ];

    private static readonly HashSet<string> Names = [.. StackCatalogue.All.Select(stack => stack.Name), "compose"];

    [Fact]
    public void No_code_outside_a_stacks_folder_branches_on_its_name() =>
        Assert.Empty(Branching().Except(Known));

    [Fact]
    public void List_of_those_that_still_do_is_no_longer_than_needed() =>
        Assert.Empty(Known.Except(Branching()));

    private static IReadOnlyList<string> Branching() => [.. Sources.Below("src")
        .Where(source => !IsAStacksOwn(source.Path) && Branches(CSharpSyntaxTree.ParseText(string.Join('\n', source.Lines)).GetRoot())).Select(source => source.Path)];

    private static bool IsAStacksOwn(string path) =>
        path.StartsWith("src/Slipway/Stacks/", StringComparison.Ordinal) && path.Count(c => c == '/') > 3
        || path.StartsWith("src/Slipway/Checks/Project/Stack/", StringComparison.Ordinal);

    // A comparison, a pattern or a case with the name; a list of words is none.
    private static bool Branches(Microsoft.CodeAnalysis.SyntaxNode root) => root.DescendantNodes().OfType<LiteralExpressionSyntax>()
        .Any(literal => literal.RawKind == (int)SyntaxKind.StringLiteralExpression && Names.Contains(literal.Token.ValueText)
            && literal.Parent is ConstantPatternSyntax or CaseSwitchLabelSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression });
}
