using Slipway.Content;
using Slipway.Deployments.Planning;
using Xunit;

namespace Slipway.Tests.Deployments.Planning;

public class SharedContentTest
{
    [Theory]
    [InlineData("storage", null)]
    [InlineData("new/folder", null)]
    [InlineData("outside", null)]
    [InlineData("config/database.yml", "shared: names config/database.yml, but config/database.yml is a file in the release")]
    [InlineData("config/database.yml/x", "shared: names config/database.yml/x, but config/database.yml is a file in the release")]
    [InlineData("media", "shared: names media, but media is a link to assets in the release")]
    [InlineData("media/uploads/", "shared: names media/uploads, but media is a link to assets in the release")]
    public void Tracked_content_never_vanishes_under_an_empty_folder(string shared, string? title)
    {
        var manifest = Manifest.Create(
        [
            ManifestEntry.File("assets/logo.svg", 1, Digest.Of("1"u8)), ManifestEntry.File("config/database.yml", 1, Digest.Of("1"u8)),
            ManifestEntry.Symlink("media", "assets"), ManifestEntry.Symlink("outside", "/mnt/files"), ManifestEntry.File("storage/.gitignore", 1, Digest.Of("1"u8)),
        ], new HashSet<string> { "outside" });
        Assert.Equal(title, SharedContent.Judge(manifest, [shared]).SingleOrDefault()?.Title);
    }
}
