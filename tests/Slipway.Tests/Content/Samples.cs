using Slipway.Content;
using Xunit;

namespace Slipway.Tests.Content;

/// <summary>Builds and uploads in one step what the tests need often.</summary>
internal static class Samples
{
    public static readonly SourceOptions None = new();

    public static BuiltManifest Build(string folder, SourceOptions? options = null, string? index = null) =>
        ManifestBuilder.Build(SourceTree.OfFolder(folder, options ?? None), index, TimeProvider.System);

    public static byte[] Pack(BuiltManifest built, IReadOnlyCollection<Digest>? digests = null)
    {
        using var pack = new MemoryStream();
        PackWriter.Write(pack, digests ?? [.. built.Manifest.Objects.Keys], built.Open);
        return pack.ToArray();
    }

    public static ContentStore Store(TempFolder temp, BuiltManifest built)
    {
        var store = new ContentStore(temp["store"]);
        store.Receive(new MemoryStream(Pack(built)), built.Manifest.Objects, "t1");
        return store;
    }

    /// <summary>The code of the first problem that the action throws.</summary>
    public static string CodeOf(Action action) => Assert.Throws<Slipway.Problems.ProblemException>(action).Problem.Code;
}
