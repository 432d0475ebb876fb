using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Slipway.Precompile;

/// <summary>The types of all assemblies in a folder, by name.</summary>
internal sealed class Assemblies
{
    private readonly Dictionary<string, List<TypeFound>> _types = new(StringComparer.Ordinal);
    private readonly ILookup<string, TypeFound> _numbered;

    public Assemblies(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal)) Add(file);
        _numbered = _types.Where(type => WithoutNumber(type.Key) is not null)
            .SelectMany(type => type.Value.Select(found => (Name: WithoutNumber(type.Key)!, Found: found)))
            .ToLookup(type => type.Name, type => type.Found, StringComparer.Ordinal);
    }

    /// <summary>
    /// Several for a name that several assemblies use. The C# compiler numbers the types that it makes by their place in the file; when
    /// the number in the name is no longer there, all that differ from it by the number alone.
    /// </summary>
    public IEnumerable<TypeFound> Find(string name) =>
        _types.TryGetValue(name, out var found) ? found : WithoutNumber(name) is { } bare ? _numbered[bare] : [];

    private void Add(string file)
    {
        var reader = new PEReader([.. File.ReadAllBytes(file)]).GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions)
        {
            var name = FullName(reader, handle);
            if (!_types.TryGetValue(name, out var found))
                _types.Add(name, found = []);
            found.Add(new(reader, handle));
        }
    }

    private static string FullName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
            return FullName(reader, outer) + "+" + name;
        return type.Namespace.IsNil ? name : reader.GetString(type.Namespace) + "." + name;
    }

    private static string? WithoutNumber(string name)
    {
        var made = name.LastIndexOf(">d__", StringComparison.Ordinal);
        return made < 0 ? null : $"{name.AsSpan(0, made + 4)}{name.AsSpan(made + 4).TrimStart("0123456789")}";
    }
}
