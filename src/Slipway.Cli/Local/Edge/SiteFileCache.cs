using System.Text.Json;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local.Edge;

/// <summary>The site's description, read again when its file changes. A broken file leaves the last good one in force.</summary>
internal sealed class SiteFileCache(string path, BoundedLog log)
{
    private sealed record Known(DateTime Written, long Length, LocalSiteDescription? Description);

    private volatile Known? _known;

    public LocalSiteDescription? Current
    {
        get
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return null;
            var known = _known;
            if (known is not null && known.Written == file.LastWriteTimeUtc && known.Length == file.Length)
                return known.Description;
            _known = known = new Known(file.LastWriteTimeUtc, file.Length, Read(known));
            return known.Description;
        }
    }

    private LocalSiteDescription? Read(Known? known)
    {
        try
        {
            return LocalSiteDescription.Read(path);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            log.Line($"{path} cannot be used: {e.Message}");
            return known?.Description;
        }
    }
}
