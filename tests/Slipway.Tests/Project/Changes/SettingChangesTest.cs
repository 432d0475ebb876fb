using Slipway.Project.Changes;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Project.Changes;

public class SettingChangesTest
{
    [Fact]
    public void Every_key_of_the_definition_has_one_row_and_every_row_a_key() =>
        Assert.Equal(DefinitionKeys.All().Order(StringComparer.Ordinal), SettingChanges.All.Select(r => r.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Committed_table_is_current() => Golden.MatchesRepositoryFile(SettingChangesReference.Write(), SettingChangesReference.RelativePath);
}
