namespace Slipway.Project;

/// <summary>
/// Roles of hosts: a host that names none has web and worker; migrate belongs to the host that names it,
/// else to the first host with web.
/// </summary>
internal static class HostRoles
{
    private static readonly string[] All = ["web", "worker", "migrate"];

    public static IReadOnlyList<HostAddress> Apply(IReadOnlyList<Settings> hosts)
    {
        var read = hosts.Where(h => h.Find("address") is not null).Select(One).ToList();
        var first = read.FindIndex(h => h.Has("web"));
        if (first >= 0 && !read.Exists(h => h.Has("migrate")))
            read[first] = read[first] with { Roles = [.. All.Where(role => role == "migrate" || read[first].Has(role))] };
        return read;
    }

    private static HostAddress One(Settings host)
    {
        var named = host.List<string>("roles");
        return ((HostAddress)host.Find("address")!.Value) with { Roles = named.Count == 0 ? ["web", "worker"] : [.. All.Where(named.Contains)] };
    }
}
