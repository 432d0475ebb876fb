using System.Text.Json;
using Slipway.Files;

namespace Slipway.Hosts.Local;

/// <summary>What the local edge needs to know of a site; the counterpart of the rendered nginx site on a server.</summary>
public sealed record LocalSiteDescription
{
    public required LocalSiteKind Kind { get; init; }

    /// <summary>Public folder relative to the release ("" = the release itself); null = no files beside the assets.</summary>
    public string? DocumentRoot { get; init; }

    /// <summary>
    /// Fingerprinted folders: URL prefix ("/assets/") → folder relative to the release. What the release lacks is looked up
    /// under <c>&lt;root&gt;/assets/&lt;url path&gt;</c>, so that pages of older releases keep theirs.
    /// </summary>
    public IReadOnlyDictionary<string, string> Assets { get; init; } = new Dictionary<string, string>();

    /// <summary>Script relative to the document root that answers what no file does ("index.php"); FastCGI only.</summary>
    public string? FrontController { get; init; }

    /// <summary>Largest request body, in bytes.</summary>
    public long MaxBody { get; init; } = 64L << 20;

    /// <summary>Reads <paramref name="file"/>; null when it does not exist.</summary>
    /// <exception cref="JsonException">The file is not such a description.</exception>
    public static LocalSiteDescription? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), LocalJson.Default.LocalSiteDescription);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Replaces <paramref name="file"/>; the edge follows with its next request.</summary>
    public void Write(string file) => AtomicFile.Write(file, ToJson());

    public string ToJson() => JsonSerializer.Serialize(this, LocalJson.Default.LocalSiteDescription);
}
