using Slipway.Content;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Releases;

/// <summary>The manifests of the releases on a host, each named by its digest.</summary>
public static class ManifestFolder
{
    public static void Put(HostLayout layout, Manifest manifest)
    {
        Directory.CreateDirectory(Folder(layout));
        var path = PathOf(layout, manifest.Id.ToString());
        if (!File.Exists(path))
            AtomicFile.Write(path, manifest.Bytes.Span);
    }

    /// <exception cref="ProblemException">It is not there, or not whole.</exception>
    public static Manifest Read(HostLayout layout, string id) =>
        TryRead(layout, id) ?? throw new ProblemException(new Problem(
            "release.manifest-missing", "The manifest of the release is not on the host", id,
            ["it was pruned with its release"], "Deploy from source again."));

    public static Manifest? TryRead(HostLayout layout, string id) =>
        File.Exists(PathOf(layout, id)) ? Manifest.Read(File.ReadAllBytes(PathOf(layout, id))) : null;

    internal static void Collect(HostLayout layout, IReadOnlySet<string> keep)
    {
        foreach (var file in Directory.EnumerateFiles(Folder(layout)).Where(f => !keep.Contains(Path.GetFileName(f))))
            Posix.Unlink(file);
    }

    private static string Folder(HostLayout layout) => Path.Combine(layout.State, "manifests");

    private static string PathOf(HostLayout layout, string id) => Path.Combine(Folder(layout), id);
}
