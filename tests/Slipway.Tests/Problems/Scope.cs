using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Slipway.Tests.Problems;

/// <summary>What the parameters of a method stand for in one call of it.</summary>
internal sealed record Scope(ImmutableDictionary<ISymbol, (ExpressionSyntax Written, Scope Where)> Bound)
{
    public static Scope Outside { get; } = new(ImmutableDictionary.Create<ISymbol, (ExpressionSyntax, Scope)>(SymbolEqualityComparer.Default));

    /// <param name="caller">The scope in which the arguments are written.</param>
    /// <param name="counts">Which arguments to look into; the others stay values.</param>
    public static Scope Of(IInvocationOperation call, Scope caller, Func<ExpressionSyntax, bool> counts) => new(Outside.Bound.AddRange(
        from argument in call.Arguments
        where argument is { Parameter: not null, ArgumentKind: ArgumentKind.Explicit, Value.Syntax: ExpressionSyntax } && counts((ExpressionSyntax)argument.Value.Syntax)
        select new KeyValuePair<ISymbol, (ExpressionSyntax, Scope)>(argument.Parameter!, ((ExpressionSyntax)argument.Value.Syntax, caller))));
}
