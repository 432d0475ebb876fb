using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Slipway.Precompile;
using Xunit;

namespace Slipway.Tests.Precompile;

public sealed class ProfileTest : IDisposable
{
    private static readonly Assemblies Framework = new(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
    private static readonly Assemblies Product = new(AppContext.BaseDirectory);

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-profile-").FullName;

    [Theory]
    [InlineData("System.Collections.Generic.List`1[System.__Canon]:Add(System.__Canon)")]
    [InlineData("System.Collections.Generic.List`1[int[]]:.ctor()")]
    [InlineData("System.Linq.Enumerable:ToArray[System.Collections.Generic.KeyValuePair`2[int,System.__Canon]](System.Collections.Generic.IEnumerable`1[int])")]
    [InlineData("System.String:Join(System.String,System.String[])")]
    public void A_method_of_the_assemblies_is_taken(string name) => Assert.True(new Profile(Framework).Add(name));

    [Theory]
    [InlineData("System.Collections.Generic.List`1[System.__Canon]:Nothing()")]
    [InlineData("System.Collections.Generic.List`1[System.__Canon]:Add()")]
    [InlineData("System.Collections.Generic.List`1[Nothing]:Add(Nothing)")]
    [InlineData("System.Collections.Generic.List`1[int,int]:Add(int)")]
    [InlineData("Nothing:Nothing()")]
    public void A_method_that_is_gone_is_left_out(string name) => Assert.False(new Profile(Framework).Add(name));

    [Fact]
    public void A_number_that_the_compiler_gave_may_change()
    {
        var profile = new Profile(Product);
        Assert.True(profile.Add("Slipway.Processes.Command+<RunAsync>d__9999:MoveNext()"));
        Assert.False(profile.Add("Slipway.Processes.Command+<NothingAsync>d__1:MoveNext()"));
    }

    [Fact]
    public void The_profile_names_an_assembly_with_its_methods()
    {
        using var written = Write("a", "System.String:Trim()", "System.Linq.Enumerable:Empty[int]()");
        var reader = written.GetMetadataReader();
        var methods = reader.MethodDefinitions.Select(reader.GetMethodDefinition).ToDictionary(method => reader.GetString(method.Name));
        Assert.Equal(["AssemblyDictionary", "System.Linq", "System.Private.CoreLib"], methods.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("System.Linq;", reader.GetUserString((UserStringHandle)Token(written, methods["AssemblyDictionary"], ILOpCode.Ldstr)));
        var empty = reader.GetMethodSpecification((MethodSpecificationHandle)Token(written, methods["System.Linq"], ILOpCode.Ldtoken));
        Assert.Equal("Empty", reader.GetString(reader.GetMemberReference((MemberReferenceHandle)empty.Method).Name));
        var trim = reader.GetMemberReference((MemberReferenceHandle)Token(written, methods["System.Private.CoreLib"], ILOpCode.Ldtoken));
        Assert.Equal("Trim", reader.GetString(trim.Name));
    }

    [Fact]
    public void The_same_list_makes_the_same_bytes()
    {
        Write("a", "System.String:Trim()").Dispose();
        Write("b", "System.String:Trim()").Dispose();
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "a")), File.ReadAllBytes(Path.Combine(_folder, "b")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private PEReader Write(string file, params string[] names)
    {
        var profile = new Profile(Framework);
        Assert.All(names, name => Assert.True(profile.Add(name)));
        profile.Write(Path.Combine(_folder, file));
        return new PEReader([.. File.ReadAllBytes(Path.Combine(_folder, file))]);
    }

    /// <summary>The argument of a method's first instruction.</summary>
    private static Handle Token(PEReader file, MethodDefinition method, ILOpCode code)
    {
        var body = file.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
        Assert.Equal(code, (ILOpCode)body.ReadByte());
        return MetadataTokens.Handle(body.ReadInt32());
    }
}
