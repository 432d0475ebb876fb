using System.Text.Json;
using Slipway.Project;
using Slipway.Project.Definition;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Project;

public class ProjectDefinitionTest
{
    [Fact]
    public void Committed_schema_is_current() => Golden.MatchesRepositoryFile(ProjectSchema.Write(), "docs/slipway.schema.json");

    [Fact]
    public void Committed_reference_is_current() => Golden.MatchesRepositoryFile(ProjectReference.Write(), ProjectReference.RelativePath);

    [Fact]
    public void Every_reference_in_the_schema_has_its_definition()
    {
        using var schema = JsonDocument.Parse(ProjectSchema.Write());
        var defined = schema.RootElement.GetProperty("definitions").EnumerateObject().Select(p => "#/definitions/" + p.Name).ToHashSet();
        var referred = References(schema.RootElement).ToList();

        Assert.Equal(2 * defined.Count, referred.Count);
        Assert.Superset(referred.ToHashSet(), defined);
    }

    [Fact]
    public void Every_format_accepts_its_own_example()
    {
        TextFormat[] formats = [TextFormats.App, TextFormats.Environment, TextFormats.Worker, TextFormats.User, TextFormats.HostName,
            TextFormats.HostFolder, TextFormats.RelativePath, TextFormats.Pattern, TextFormats.UrlPath, TextFormats.Line];

        Assert.Empty(formats.Where(f => !f.Fits(f.Example) || f.Fits(f.Example + "\n") || f.Fits("")).Select(f => f.Called));
    }

    [Theory]
    [InlineData("storage", true), InlineData("a/b/", true), InlineData("a..b/.env", true), InlineData(".cache", true)]
    [InlineData("/a", false), InlineData("..", false), InlineData("a/../b", false), InlineData("a/.", false), InlineData("./a", false)]
    [InlineData("a//b", false), InlineData(".slipway", false), InlineData(".slipway/x", false), InlineData("a\\b", false), InlineData("/", false)]
    public void Path_in_the_project_stays_in_the_project(string path, bool fits) => Assert.Equal(fits, TextFormats.RelativePath.Fits(path));

    [Theory]
    [InlineData("/srv/shop", true), InlineData("/var/www/a.b_c-d", true), InlineData("/srv/..a", true)]
    [InlineData("/", false), InlineData("/srv", false), InlineData("/srv/../etc", false), InlineData("/srv/shop/", false), InlineData("srv/shop", false)]
    [InlineData("/srv/my shop", false), InlineData("/srv//shop", false), InlineData("/srv/.", false)]
    public void Folder_on_the_host_is_absolute_and_plain(string path, bool fits) => Assert.Equal(fits, TextFormats.HostFolder.Fits(path));

    [Theory]
    [InlineData("queue", true), InlineData("queue-a", true), InlineData("queue-1", false), InlineData("web", false), InlineData("webs", true), InlineData("1a", false)]
    public void Worker_name_cannot_be_taken_for_an_instance_or_the_web_process(string name, bool fits) => Assert.Equal(fits, TextFormats.Worker.Fits(name));

    [Fact]
    public void No_word_leads_to_two_keys_or_is_a_key_itself()
    {
        foreach (var fields in new[] { ProjectDefinition.File, ProjectDefinition.Environment })
        {
            var words = fields.Keys.SelectMany(k => k.AlsoCalled.Append(k.Name)).ToList();
            Assert.Equal(words.Distinct(), words);
        }
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.NameEquals("$ref") ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
