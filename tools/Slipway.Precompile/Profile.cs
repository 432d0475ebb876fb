using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Slipway.Precompile;

/// <summary>
/// The methods that crossgen2 is to compile, in the form that its --mibc takes: an assembly whose global method AssemblyDictionary names a
/// method per assembly, which loads a token of each method to compile. Format: MIbcProfileParser.cs in dotnet/runtime, src/coreclr/tools.
/// </summary>
internal sealed class Profile
{
    private static readonly BlobContentId Identity = new(new Guid("5115a7f0-0000-4000-8000-000000000001"), 1); // nobody asks for it, but it must not change
    private readonly MetadataBuilder _metadata = new();
    private readonly BlobBuilder _code = new();
    private readonly MethodFinder _finder;
    private readonly SortedDictionary<string, InstructionEncoder> _groups = new(StringComparer.Ordinal);

    public Profile(Assemblies assemblies)
    {
        _finder = new(assemblies, _metadata);
        _metadata.AddModule(0, _metadata.GetOrAddString("precompiled"), _metadata.GetOrAddGuid(Identity.Guid), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString("precompiled"), new Version(1, 0, 0, 0), default, default, default, default);
        _metadata.AddTypeDefinition(default, default, _metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
    }

    /// <returns>False when no assembly has such a method.</returns>
    public bool Add(string name)
    {
        if (MethodName.Read(name) is not { } method)
            return false;
        var added = false;
        foreach (var (assembly, handle) in _finder.Find(method))
        {
            if (!_groups.TryGetValue(assembly, out var group))
                _groups.Add(assembly, group = new(new BlobBuilder()));
            Token(group, handle);
            added = true;
        }
        return added;
    }

    public void Write(string file)
    {
        var bodies = new MethodBodyStreamEncoder(_code);
        var dictionary = new InstructionEncoder(new BlobBuilder());
        foreach (var (assembly, group) in _groups)
        {
            dictionary.LoadString(_metadata.GetOrAddUserString(assembly + ";"));
            Token(dictionary, Method(bodies, assembly, group));
        }
        Method(bodies, "AssemblyDictionary", dictionary);
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(_metadata), _code, deterministicIdProvider: _ => Identity)
            .Serialize(image);
        File.WriteAllBytes(file, image.ToArray());
    }

    private MethodDefinitionHandle Method(MethodBodyStreamEncoder bodies, string name, InstructionEncoder body)
    {
        body.OpCode(ILOpCode.Ret);
        byte[] noArgumentsNoResult = [0, 0, (byte)SignatureTypeCode.Void];
        return _metadata.AddMethodDefinition(MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL,
            _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(noArgumentsNoResult), bodies.AddMethodBody(body), MetadataTokens.ParameterHandle(1));
    }

    private static void Token(InstructionEncoder body, EntityHandle handle)
    {
        body.OpCode(ILOpCode.Ldtoken);
        body.Token(handle);
        body.OpCode(ILOpCode.Pop);
    }
}
