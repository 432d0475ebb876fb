using System.Reflection.Metadata;

namespace Slipway.Precompile;

internal readonly record struct TypeFound(MetadataReader Reader, TypeDefinitionHandle Handle)
{
    public TypeDefinition Definition => Reader.GetTypeDefinition(Handle);

    public string Assembly => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    public bool IsValueType => Definition.BaseType is { IsNil: false } parent && BaseName(parent) is "ValueType" or "Enum";

    private string BaseName(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => Reader.GetString(Reader.GetTypeReference((TypeReferenceHandle)parent).Name),
        HandleKind.TypeDefinition => Reader.GetString(Reader.GetTypeDefinition((TypeDefinitionHandle)parent).Name),
        _ => "",
    };
}
