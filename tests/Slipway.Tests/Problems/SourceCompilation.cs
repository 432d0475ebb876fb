using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Slipway.Tests.Architecture;

namespace Slipway.Tests.Problems;

/// <summary>Everything below src as the compiler sees it, without what source generators add.</summary>
internal sealed class SourceCompilation
{
    private const string Usings = "System;System.Collections.Generic;System.IO;System.Linq;System.Threading;System.Threading.Tasks";
    private readonly CSharpCompilation _compilation;
    private readonly ILookup<string, InvocationExpressionSyntax> _calls;

    public SourceCompilation(IEnumerable<(string Path, string Text)> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var usings = string.Concat(Usings.Split(';').Select(name => $"global using {name};\n"));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Where(path => !Path.GetFileName(path).StartsWith("Slipway", StringComparison.Ordinal));
        _compilation = CSharpCompilation.Create(
            "sources",
            files.Prepend(("usings", usings)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, options, file.Item1)),
            platform.Select(path => MetadataReference.CreateFromFile(path)));
        _calls = Nodes<InvocationExpressionSyntax>().ToLookup(NameOf);
    }

    public static SourceCompilation OfRepository() => new(Sources.Below("src").Select(file => (file.Path, string.Join('\n', file.Lines))));

    /// <summary>Looks into the files that name the type or its exception: all of them take the compiler four times as long.</summary>
    public IEnumerable<IObjectCreationOperation> CreationsOf(string type)
    {
        var created = _compilation.GetTypeByMetadataName(type) ?? throw new InvalidOperationException($"{type} is not in the sources");
        return _compilation.SyntaxTrees.Select(tree => tree.GetRoot())
            .Where(root => root.DescendantTokens().Any(token => token.ValueText == created.Name || token.ValueText == created.Name + "Exception"))
            .SelectMany(root => root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            .Where(node => node is ImplicitObjectCreationExpressionSyntax || ((ObjectCreationExpressionSyntax)node).Type.ToString().EndsWith(created.Name, StringComparison.Ordinal))
            .Select(node => Model(node).GetOperation(node)).OfType<IObjectCreationOperation>()
            .Where(creation => SymbolEqualityComparer.Default.Equals(creation.Type, created));
    }

    public IEnumerable<IInvocationOperation> CallsOf(IMethodSymbol method) => _calls[method.Name]
        .Select(Operation).OfType<IInvocationOperation>()
        .Where(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod, method));

    public IOperation? Operation(SyntaxNode node) => Model(node).GetOperation(node);

    public ISymbol? Symbol(SyntaxNode node) => Model(node).GetSymbolInfo(node).Symbol;

    public Optional<object?> Constant(SyntaxNode node) => Model(node).GetConstantValue(node);

    /// <summary>The method, property or field in whose declaration the node stands.</summary>
    public ISymbol? MemberAround(SyntaxNode node)
    {
        var member = node.Ancestors().OfType<MemberDeclarationSyntax>().First();
        return Model(node).GetDeclaredSymbol(member is FieldDeclarationSyntax field ? field.Declaration.Variables[0] : member);
    }

    private IEnumerable<T> Nodes<T>() where T : SyntaxNode => _compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<T>());

    private SemanticModel Model(SyntaxNode node) => _compilation.GetSemanticModel(node.SyntaxTree);

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => "",
    };
}
