using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Slipway.Precompile;

/// <summary>Copies a method's signature into the profile: the same bytes (ECMA-335 II.23.2), with the profile's own references to types.</summary>
internal sealed class SignatureCopy(References references) : ISignatureTypeProvider<byte[], object?>
{
    public static byte[] Method(MethodSignature<byte[]> method) =>
        [method.Header.RawValue, .. method.Header.IsGeneric ? Number(method.GenericParameterCount) : [], .. Number(method.ParameterTypes.Length),
         .. method.ReturnType, .. method.ParameterTypes.SelectMany(type => type)];

    public static byte[] Number(int value)
    {
        var blob = new BlobBuilder();
        blob.WriteCompressedInteger(value);
        return blob.ToArray();
    }

    public static byte[] Token(EntityHandle type) => Number(CodedIndex.TypeDefOrRefOrSpec(type));

    public byte[] GetPrimitiveType(PrimitiveTypeCode code) => [(byte)code];
    public byte[] GetSZArrayType(byte[] element) => [(byte)SignatureTypeCode.SZArray, .. element];
    public byte[] GetByReferenceType(byte[] element) => [(byte)SignatureTypeCode.ByReference, .. element];
    public byte[] GetPointerType(byte[] element) => [(byte)SignatureTypeCode.Pointer, .. element];
    public byte[] GetPinnedType(byte[] element) => [(byte)SignatureTypeCode.Pinned, .. element];
    public byte[] GetGenericTypeParameter(object? context, int index) => [(byte)SignatureTypeCode.GenericTypeParameter, .. Number(index)];
    public byte[] GetGenericMethodParameter(object? context, int index) => [(byte)SignatureTypeCode.GenericMethodParameter, .. Number(index)];
    public byte[] GetFunctionPointerType(MethodSignature<byte[]> signature) => [(byte)SignatureTypeCode.FunctionPointer, .. Method(signature)];

    public byte[] GetGenericInstantiation(byte[] genericType, ImmutableArray<byte[]> arguments) =>
        [(byte)SignatureTypeCode.GenericTypeInstance, .. genericType, .. Number(arguments.Length), .. arguments.SelectMany(type => type)];

    public byte[] GetArrayType(byte[] element, ArrayShape shape) =>
        [(byte)SignatureTypeCode.Array, .. element, .. Number(shape.Rank),
         .. Number(shape.Sizes.Length), .. shape.Sizes.SelectMany(Number), .. Number(shape.LowerBounds.Length), .. shape.LowerBounds.SelectMany(Number)];

    // A modifier is a bare token, without the byte for class or value type before it.
    public byte[] GetModifiedType(byte[] modifier, byte[] unmodified, bool required) =>
        [(byte)(required ? SignatureTypeCode.RequiredModifier : SignatureTypeCode.OptionalModifier), .. modifier[1..], .. unmodified];

    public byte[] GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte kind) =>
        [kind, .. Token(references.Type(new TypeFound(reader, handle)))];

    public byte[] GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte kind) =>
        [kind, .. Token(references.Type(reader, handle))];

    public byte[] GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte kind) =>
        throw new NotSupportedException();
}
