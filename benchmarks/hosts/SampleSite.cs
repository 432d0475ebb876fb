using System.Text.Json;
using Slipway.DeployBenchmark;
using Slipway.Lab;

namespace Slipway.HostsBenchmark;

/// <summary>The site of samples/static, built; each version differs in one value that its page, and <c>/versions</c>, tell.</summary>
internal sealed class SampleSite
{
    private readonly string _folder;
    private int _version;

    public SampleSite(string beside)
    {
        _folder = Path.Combine(beside, "sample");
        Copy(Path.Combine(Places.Repository, "samples", "static"), _folder);
    }

    /// <summary>The folder with the built site.</summary>
    public string Built => Path.Combine(_folder, "public");

    public async Task ChangeAsync() =>
        await TimedRun.OfAsync(Path.Combine(_folder, "build"), _folder, new Dictionary<string, string> { ["GREETING"] = $"version {++_version}" });

    /// <summary>A folder with the built site in place of what was there.</summary>
    public void CopyTo(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Copy(Built, folder);
    }

    /// <exception cref="InvalidOperationException">A host serves another version: what was measured was no deploy.</exception>
    public async Task RequireAsync(IEnumerable<LabHost> hosts, string siteName)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Host = Tool.SiteOf(siteName);
        foreach (var host in hosts)
        {
            using var answer = JsonDocument.Parse(await http.GetStringAsync($"http://{host.Address}/versions"));
            var found = answer.RootElement.GetProperty("env").GetString();
            if (found != $"version {_version}")
                throw new InvalidOperationException($"{host.Name} serves {siteName} as \"{found}\", not \"version {_version}\".");
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
