using Slipway.Databases;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Databases;

public sealed class DumpFolderTest : IDisposable
{
    private const string Contents = """{"kind":"postgresql","absent":false,"tables":{}}""";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(false, "database.pgdump")]
    [InlineData(false, ".database.pgdump.tmp")]
    [InlineData(false, "database.json")]
    [InlineData(false, "database.json", ".database.pgdump.tmp")]
    [InlineData(true, "database.json", "database.pgdump")]
    public void Only_a_whole_dump_is_one(bool whole, params string[] files)
    {
        Directory.CreateDirectory(_folder["backup"]);
        foreach (var file in files)
            File.WriteAllText(Path.Combine(_folder["backup"], file), file == "database.json" ? Contents : "data");
        Assert.Equal(whole, DumpFolder.IsWhole(_folder["backup"]));
    }

    [Fact]
    public void Torn_contents_are_none()
    {
        Directory.CreateDirectory(_folder["backup"]);
        File.WriteAllText(Path.Combine(_folder["backup"], "database.json"), Contents[..20]);
        File.WriteAllText(Path.Combine(_folder["backup"], "database.pgdump"), "data");
        Assert.False(DumpFolder.IsWhole(_folder["backup"]));
    }
}
