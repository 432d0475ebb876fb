using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Tests.Problems;

/// <summary>What stands for a value: its name in the sources, as words.</summary>
internal static class Placeholder
{
    public const char Mark = '‹';

    /// <summary>Members that say nothing without what they belong to.</summary>
    private static readonly HashSet<string> Colourless = ["Name", "Value", "Text", "All", "TotalSeconds", "TotalMinutes", "Bytes"];

    private static readonly Dictionary<string, string> Spoken = new() { ["e"] = "exception", ["words"] = "what it said", ["why"] = "reason" };

    /// <summary>What the expression is about, when it only shapes, picks or counts something: <c>Show(path)</c>, <c>missing.Select(…)</c>, <c>waited.TotalSeconds</c>.</summary>
    public static ExpressionSyntax? SubjectOf(ExpressionSyntax written, SourceCompilation sources) => written switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } when IsValue(access.Expression, sources) => access.Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Join" }, ArgumentList.Arguments: [.., var last] } => last.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var first, ..] } => first.Expression,
        MemberAccessExpressionSyntax access when Colourless.Contains(access.Name.Identifier.Text) && IsValue(access.Expression, sources) => access.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        CollectionExpressionSyntax { Elements: [SpreadElementSyntax all, ..] } => all.Expression,
        _ => null,
    };

    public static string For(ExpressionSyntax written)
    {
        var name = written switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.Text,
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax member } => member.Name.Identifier.Text,
            _ => throw new InvalidOperationException($"no name for a {written.Kind()}: {written}"),
        };
        return $"{Mark}{Spoken.GetValueOrDefault(name) ?? InWords(name)}›";
    }

    private static string InWords(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static bool IsValue(ExpressionSyntax written, SourceCompilation sources) =>
        written is not PredefinedTypeSyntax && sources.Symbol(written) is not (null or INamedTypeSymbol or INamespaceSymbol);
}
