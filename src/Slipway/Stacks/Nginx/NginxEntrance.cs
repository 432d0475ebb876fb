using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Stacks.Nginx;

/// <summary>One way into the app: the public one, or one of the two private sockets that health is asked through.</summary>
/// <param name="Link">The symlink it serves: current or next, absolute.</param>
/// <param name="IsPublic">False for the private sockets.</param>
/// <param name="Scheme">What the app is told: the public scheme, also on the private sockets.</param>
/// <param name="Port">What the app is told.</param>
internal sealed record NginxEntrance(string Link, bool IsPublic, string Scheme, int Port)
{
    public static NginxEntrance Public(AppEnvironment environment, HostLayout layout) => Of(environment, layout.Current, true);

    public static NginxEntrance Private(AppEnvironment environment, string link) => Of(environment, link, false);

    /// <summary>What the app is told about the client's address: a Unix socket has none.</summary>
    public string Client => IsPublic ? "$remote_addr" : "127.0.0.1";

    private static NginxEntrance Of(AppEnvironment environment, string link, bool isPublic) =>
        new(link, isPublic, environment.Url?.Scheme ?? "http", environment.Url?.Port ?? 80);
}
