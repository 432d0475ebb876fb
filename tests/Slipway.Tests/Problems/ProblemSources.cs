using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Slipway.Tests.Problems;

/// <summary>Every problem that the sources make, read from where it is made: <c>new Problem(…)</c> and what hands its arguments on.</summary>
internal sealed class ProblemSources
{
    private static readonly Lazy<IReadOnlyList<FoundProblem>> Repository = new(() => new ProblemSources(SourceCompilation.OfRepository()).Find());

    private const int MostCalls = 4;
    private readonly SourceCompilation _sources;
    private readonly Wording _wording;

    public ProblemSources(SourceCompilation sources) => (_sources, _wording) = (sources, new Wording(sources));

    /// <summary>Those below src, ordered by code.</summary>
    public static IReadOnlyList<FoundProblem> All => Repository.Value;

    public IReadOnlyList<FoundProblem> Find() =>
    [
        .. _sources.CreationsOf("Slipway.Problems.Problem").SelectMany(creation => Ways(creation, []))
            .GroupBy(one => (one.Factory, one.Code)).Select(ways => FoundProblem.Of([.. ways]))
            .OrderBy(found => found.Known.Code, StringComparer.Ordinal),
    ];

    /// <param name="calls">The calls that lead to the creation, the innermost first: as many as it takes to know the code.</param>
    private IEnumerable<ProblemWay> Ways(IObjectCreationOperation creation, IReadOnlyList<IInvocationOperation> calls)
    {
        var scope = calls.Reverse().Aggregate(Scope.Outside, Enter);
        var member = Around(calls.Count == 0 ? creation : calls[^1]);
        var codes = Texts("Code");
        if (codes.All(code => code.Contains(Placeholder.Mark)) && member is IMethodSymbol method && calls.Count < MostCalls && _sources.CallsOf(method).ToList() is [_, ..] callers)
            return callers.SelectMany(call => Ways(creation, [.. calls, call]));
        var factory = FactoryOf([creation, .. calls]);
        return codes.Select(code => new ProblemWay(
            factory, code, Texts("Title"), Texts("Detail"), Written("Causes") is { } causes ? Causes(causes, scope) : [], Texts("Remedy"), ExitOf(creation)));

        ExpressionSyntax? Written(string parameter) =>
            creation.Arguments.FirstOrDefault(a => a.Parameter!.Name == parameter && a.ArgumentKind == ArgumentKind.Explicit)?.Value.Syntax as ExpressionSyntax;

        IReadOnlyList<string> Texts(string parameter) =>
            Written(parameter) is { } written ? [.. _wording.Of(written, scope).OfType<string>().Where(text => text.Length > 0)] : [];
    }

    /// <summary>What a class of problems hands on is wording; from elsewhere come values, unless they are known.</summary>
    private Scope Enter(Scope outer, IInvocationOperation call) =>
        Scope.Of(call, outer, written => IsFactory(Around(call)) || _wording.Certain(written, outer) is not null);

    private IReadOnlyList<string> Causes(ExpressionSyntax written, Scope scope) => written switch
    {
        CollectionExpressionSyntax list => [.. list.Elements.SelectMany(element => _wording.Of(((ExpressionElementSyntax)element).Expression, scope)).OfType<string>()],
        ConditionalExpressionSyntax choice => [.. Causes(choice.WhenTrue, scope), .. Causes(choice.WhenFalse, scope)],
        IdentifierNameSyntax name when _sources.Symbol(name) is { } symbol && scope.Bound.TryGetValue(symbol, out var argument) => Causes(argument.Written, argument.Where),
        LiteralExpressionSyntax => [],
        _ => throw new InvalidOperationException($"causes are not a list: {written}"),
    };

    private int? ExitOf(IObjectCreationOperation creation) => creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
        .Where(set => set.Target is IPropertyReferenceOperation { Property.Name: "Exit" }).Select(set => (int?)set.Value.ConstantValue.Value!).FirstOrDefault();

    private ISymbol Around(IOperation operation) => _sources.MemberAround(operation.Syntax)!;

    /// <summary>The outermost member that is still in a class of problems: it gives the code its meaning.</summary>
    private string FactoryOf(IEnumerable<IOperation> hands)
    {
        var members = hands.Select(Around).ToList();
        return (members.LastOrDefault(IsFactory) ?? members[0]).ToDisplayString();
    }

    private static bool IsFactory(ISymbol member) => member.ContainingType.Name.EndsWith("Problems", StringComparison.Ordinal);
}
