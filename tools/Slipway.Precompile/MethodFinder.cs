using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Slipway.Precompile;

/// <summary>Turns printed names into references to methods. Overloads with as many parameters are all taken: the printed types don't tell them apart.</summary>
internal sealed class MethodFinder(Assemblies assemblies, MetadataBuilder metadata)
{
    private static readonly Dictionary<string, PrimitiveTypeCode> Primitives = new(StringComparer.Ordinal)
    {
        ["bool"] = PrimitiveTypeCode.Boolean, ["char"] = PrimitiveTypeCode.Char, ["byte"] = PrimitiveTypeCode.SByte, ["ubyte"] = PrimitiveTypeCode.Byte,
        ["short"] = PrimitiveTypeCode.Int16, ["ushort"] = PrimitiveTypeCode.UInt16, ["int"] = PrimitiveTypeCode.Int32, ["uint"] = PrimitiveTypeCode.UInt32,
        ["long"] = PrimitiveTypeCode.Int64, ["ulong"] = PrimitiveTypeCode.UInt64, ["float"] = PrimitiveTypeCode.Single, ["double"] = PrimitiveTypeCode.Double,
        ["nint"] = PrimitiveTypeCode.IntPtr, ["nuint"] = PrimitiveTypeCode.UIntPtr,
        ["System.String"] = PrimitiveTypeCode.String, ["System.Object"] = PrimitiveTypeCode.Object,
    };

    private readonly References _references = new(metadata);

    /// <summary>The assembly that holds the method, and the method. Empty when there is no such method any more.</summary>
    public IEnumerable<(string Assembly, EntityHandle Method)> Find(MethodName method)
    {
        foreach (var owner in assemblies.Find(method.Owner.Name))
        {
            if (owner.Definition.GetGenericParameters().Count != method.Owner.Arguments.Count)
                continue;
            foreach (var parent in Instances(owner, method.Owner.Arguments))
                foreach (var definition in Definitions(owner, method))
                    foreach (var arguments in Combinations(method.Arguments))
                        yield return (owner.Assembly, Reference(owner, parent, definition, arguments));
        }
    }

    private static IEnumerable<MethodDefinition> Definitions(TypeFound owner, MethodName method) =>
        from handle in owner.Definition.GetMethods()
        let definition = owner.Reader.GetMethodDefinition(handle)
        where owner.Reader.StringComparer.Equals(definition.Name, method.Name)
            && definition.GetGenericParameters().Count == method.Arguments.Count
            && owner.Reader.GetBlobReader(definition.Signature) is var signature && ParameterCount(signature) == method.Parameters
        select definition;

    private static int ParameterCount(BlobReader signature)
    {
        if (signature.ReadSignatureHeader().IsGeneric) signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger();
    }

    private EntityHandle Reference(TypeFound owner, EntityHandle parent, MethodDefinition definition, byte[][] arguments)
    {
        var copy = new SignatureCopy(_references);
        var signature = SignatureCopy.Method(definition.DecodeSignature(copy, null));
        EntityHandle method = metadata.AddMemberReference(
            parent, metadata.GetOrAddString(owner.Reader.GetString(definition.Name)), metadata.GetOrAddBlob(signature));
        if (arguments.Length == 0)
            return method;
        byte[] instance = [(byte)SignatureKind.MethodSpecification, .. SignatureCopy.Number(arguments.Length), .. arguments.SelectMany(type => type)];
        return metadata.AddMethodSpecification(method, metadata.GetOrAddBlob(instance));
    }

    private IEnumerable<EntityHandle> Instances(TypeFound type, IReadOnlyList<TypeName> arguments) =>
        arguments.Count == 0 ? [_references.Type(type)]
            : Combinations(arguments).Select(list => (EntityHandle)metadata.AddTypeSpecification(metadata.GetOrAddBlob(Instance(type, list))));

    private byte[] Instance(TypeFound type, byte[][] arguments)
    {
        byte[] bare = [(byte)(type.IsValueType ? SignatureTypeKind.ValueType : SignatureTypeKind.Class), .. SignatureCopy.Token(_references.Type(type))];
        return arguments.Length == 0 ? bare
            : [(byte)SignatureTypeCode.GenericTypeInstance, .. bare, .. SignatureCopy.Number(arguments.Length), .. arguments.SelectMany(argument => argument)];
    }

    /// <summary>Each list of signatures that the names can mean; more than one only for names that are in several assemblies, or numbered.</summary>
    private IEnumerable<byte[][]> Combinations(IReadOnlyList<TypeName> names) =>
        names.Aggregate<TypeName, IEnumerable<byte[][]>>([[]], (lists, name) => lists.SelectMany(list => Signatures(name).Select(next => (byte[][])[.. list, next])));

    private IEnumerable<byte[]> Signatures(TypeName name)
    {
        if (name.ArrayRanks is [.. var inner, var rank])
            return Signatures(name with { ArrayRanks = inner }).Select(element => rank == 1
                ? (byte[])[(byte)SignatureTypeCode.SZArray, .. element]
                : [(byte)SignatureTypeCode.Array, .. element, .. SignatureCopy.Number(rank), 0, 0]);
        if (Primitives.TryGetValue(name.Name, out var primitive))
            return [[(byte)primitive]];
        if (name.Name == "System.__Canon")
            return [[(byte)SignatureTypeKind.Class, .. SignatureCopy.Token(_references.Canon)]];
        return assemblies.Find(name.Name).Where(type => type.Definition.GetGenericParameters().Count == name.Arguments.Count)
            .SelectMany(type => Combinations(name.Arguments).Select(list => Instance(type, list)));
    }
}
