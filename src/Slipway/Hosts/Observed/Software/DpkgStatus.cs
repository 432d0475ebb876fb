namespace Slipway.Hosts.Observed.Software;

/// <summary>/var/lib/dpkg/status: paragraphs of "Key: value", an empty line between them.</summary>
internal static class DpkgStatus
{
    public const string StatusFile = "/var/lib/dpkg/status";

    /// <summary>All but those that are gone, whether or not their configuration is left.</summary>
    public static IReadOnlyList<HostPackage> Of(HostView host) => host.Once(StatusFile, () => Parse(
        host.Text(StatusFile) ?? throw new UnknownFactException($"{StatusFile} does not exist: this is no Debian or Ubuntu")));

    internal static IReadOnlyList<HostPackage> Parse(string text)
    {
        var packages = new List<HostPackage>();
        string name = "", version = "", architecture = "", status = "";
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                Add();
                (name, version, architecture, status) = ("", "", "", "");
            }
            else if (line[0] is ' ' or '\t')
                continue;
            else if (line.StartsWith("Package: "))
                name = line[9..].Trim().ToString();
            else if (line.StartsWith("Version: "))
                version = line[9..].Trim().ToString();
            else if (line.StartsWith("Architecture: "))
                architecture = line[14..].Trim().ToString();
            else if (line.StartsWith("Status: "))
                status = line[8..].Trim().ToString();
        }

        Add();
        return packages;

        void Add()
        {
            if (name.Length > 0 && status.Split(' ') is [var wanted, _, var state] && state is not ("not-installed" or "config-files"))
                packages.Add(new(name, version, architecture, state, wanted == "hold"));
        }
    }
}
