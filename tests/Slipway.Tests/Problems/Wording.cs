using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Slipway.Tests.Problems;

/// <summary>The texts that an expression can give, with ‹name› where a value will stand.</summary>
internal sealed class Wording(SourceCompilation sources)
{
    /// <summary>One text for each branch that the sources do not decide; null = no text.</summary>
    public IReadOnlyList<string?> Of(ExpressionSyntax written, Scope scope)
    {
        if (sources.Constant(written) is { HasValue: true } constant)
            return [constant.Value?.ToString()];
        return written switch
        {
            ParenthesizedExpressionSyntax inner => Of(inner.Expression, scope),
            PostfixUnaryExpressionSyntax certain => Of(certain.Operand, scope),
            CastExpressionSyntax cast => Of(cast.Expression, scope),
            WithExpressionSyntax changed => Of(changed.Expression, scope),
            ConditionalExpressionSyntax choice => Judge(choice.Condition, scope) switch
            {
                true => Of(choice.WhenTrue, scope),
                false => Of(choice.WhenFalse, scope),
                null => [.. Of(choice.WhenTrue, scope), .. Of(choice.WhenFalse, scope)],
            },
            SwitchExpressionSyntax choice => [.. choice.Arms.SelectMany(arm => Of(arm.Expression, scope))],
            InterpolatedStringExpressionSyntax text => [string.Concat(text.Contents.Select(part => Part(part, scope)))],
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => [.. Of(either.Left, scope), .. Of(either.Right, scope)],
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => [Inside(sum.Left, scope) + Inside(sum.Right, scope)],
            BinaryExpressionSyntax sum => Of(sum.Left, Scope.Outside), // a size in another unit: its name is enough
            IdentifierNameSyntax name when sources.Symbol(name) is { } symbol && scope.Bound.TryGetValue(symbol, out var argument) => Of(argument.Written, argument.Where),
            InvocationExpressionSyntax call when OwnBody(call) is { } body => Of(body, Scope.Of((IInvocationOperation)sources.Operation(call)!, scope, _ => true)),
            _ when Placeholder.SubjectOf(written, sources) is { } subject => Of(subject, scope),
            _ => [Placeholder.For(written)],
        };
    }

    /// <summary>The only text of an expression without values; null when there is no such text.</summary>
    public string? Certain(ExpressionSyntax written, Scope scope) =>
        Of(written, scope) is [{ } only] && !only.Contains(Placeholder.Mark) ? only : null;

    /// <summary>The text in the middle of another one: a value rather than a word for its absence, else the last branch.</summary>
    private string Inside(ExpressionSyntax written, Scope scope)
    {
        var texts = Of(written, scope);
        return texts.FirstOrDefault(text => text?.Contains(Placeholder.Mark) == true) ?? (texts.Any(string.IsNullOrEmpty) ? "" : texts[^1]!);
    }

    private string Part(InterpolatedStringContentSyntax part, Scope scope) => part switch
    {
        InterpolationSyntax hole => Inside(hole.Expression, scope),
        InterpolatedStringTextSyntax text => text.TextToken.ValueText.Replace("{{", "{").Replace("}}", "}"),
        _ => "",
    };

    private bool? Judge(ExpressionSyntax condition, Scope scope) => condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal
        && Of(equal.Left, scope) is [var left] && Of(equal.Right, scope) is [var right] && left?.Contains(Placeholder.Mark) != true && right?.Contains(Placeholder.Mark) != true
            ? left == right
            : null;

    /// <summary>The expression of a one-line method of the same class.</summary>
    private ExpressionSyntax? OwnBody(InvocationExpressionSyntax call) =>
        sources.Symbol(call) is IMethodSymbol { IsStatic: true, DeclaringSyntaxReferences: [var declared] } method
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, sources.MemberAround(call)?.ContainingType)
            ? (declared.GetSyntax() as MethodDeclarationSyntax)?.ExpressionBody?.Expression
            : null;
}
