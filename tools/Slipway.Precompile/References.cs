using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Slipway.Precompile;

/// <summary>The profile's references to assemblies and types. Each is written once.</summary>
internal sealed class References(MetadataBuilder metadata)
{
    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<(EntityHandle, string, string), TypeReferenceHandle> _types = [];

    public TypeReferenceHandle Type(TypeFound found)
    {
        var (reader, type) = (found.Reader, found.Definition);
        EntityHandle scope = type.GetDeclaringType() is { IsNil: false } outer ? Type(new TypeFound(reader, outer)) : Assembly(found.Assembly);
        return Type(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public TypeReferenceHandle Type(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        EntityHandle scope = type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => Type(reader, (TypeReferenceHandle)type.ResolutionScope),
            HandleKind.AssemblyReference => Assembly(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)),
            _ => Assembly(reader.GetString(reader.GetAssemblyDefinition().Name)),
        };
        return Type(scope, reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    /// <summary>Stands for every reference type in shared code. crossgen2 knows it in an assembly of this name.</summary>
    public TypeReferenceHandle Canon => Type(Assembly("System.Private.Canon"), "System", "__Canon");

    private TypeReferenceHandle Type(EntityHandle scope, string space, string name)
    {
        if (_types.TryGetValue((scope, space, name), out var known))
            return known;
        var added = metadata.AddTypeReference(scope, metadata.GetOrAddString(space), metadata.GetOrAddString(name));
        _types.Add((scope, space, name), added);
        return added;
    }

    private AssemblyReferenceHandle Assembly(string name)
    {
        if (_assemblies.TryGetValue(name, out var known))
            return known;
        var added = metadata.AddAssemblyReference(metadata.GetOrAddString(name), new Version(0, 0, 0, 0), default, default, default, default);
        _assemblies.Add(name, added);
        return added;
    }
}
