using System.Security.Cryptography;
using System.Text;
using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Stacks.Nginx;

/// <summary>
/// The site of an app environment: what visitors reach, and what has nothing to do with the release: names, ports, TLS, limits, the
/// freeze. Every request goes on to the shape of the release that <c>current</c> names (<see cref="NginxShape"/>), through a symlink in
/// it: a switch needs no reload. The default server and other sites are not touched.
/// </summary>
public static class NginxSite
{
    /// <summary>Answers of the ACME challenge, served over HTTP.</summary>
    public const string AcmeFolder = "/var/lib/slipway/acme";

    public static string AvailablePath(HostLayout layout) => $"/etc/nginx/sites-available/slipway-{layout.Key}.conf";

    public static string EnabledPath(HostLayout layout) => $"/etc/nginx/sites-enabled/slipway-{layout.Key}.conf";

    /// <summary>This site's own log; each line begins with the time in seconds, status=, upstream=, time= (seconds) and release=</summary>
    public static string AccessLog(HostLayout layout) => $"/var/log/nginx/slipway-{layout.Key}.access.log";

    public static string ErrorLog(HostLayout layout) => $"/var/log/nginx/slipway-{layout.Key}.error.log";

    /// <summary>
    /// A stale socket of an nginx that was killed keeps the next one from starting, for every site. This drop-in of nginx.service
    /// removes those of the private entrance and the shapes before each start.
    /// </summary>
    public static RenderedFile StartDropIn { get; } = new("/etc/systemd/system/nginx.service.d/slipway.conf", """
        # Written by Slipway: sockets that a killed nginx left would keep it from starting.
        [Service]
        ExecStartPre=-/usr/bin/find /run/slipway -maxdepth 2 -name *-entrance.sock -type s -delete

        """);

    /// <summary>True when the environment wants nginx to speak TLS.</summary>
    public static bool WantsTls(AppEnvironment environment) =>
        environment.Url?.Scheme == Uri.UriSchemeHttps && environment.Tls is not (Tls.None or Tls.Panel);

    /// <summary>Names that the site answers to; none when it answers to all.</summary>
    public static IReadOnlyList<string> Names(AppEnvironment environment) =>
        environment.Url is null ? [] : [.. environment.Names.Prepend(environment.Url.IdnHost).Distinct()];

    /// <summary>The port of HTTP, or of TLS.</summary>
    public static int Port(AppEnvironment environment, bool tls) =>
        environment.Url is { } url && (url.Scheme == Uri.UriSchemeHttps) == tls ? url.Port : tls ? 443 : 80;

    /// <summary>Ports that it listens on, once it has its certificate.</summary>
    public static IReadOnlyList<int> Ports(AppEnvironment environment) =>
        WantsTls(environment) ? [Port(environment, tls: false), Port(environment, tls: true)] : [Port(environment, tls: false)];

    /// <summary>True when the site must be rendered without TLS although it is wanted: a certificate has to come first.</summary>
    public static bool AwaitsCertificate(AppEnvironment environment, NginxHost facts) => WantsTls(environment) && facts.Certificate is null;

    public static string Render(AppEnvironment environment, HostLayout layout, NginxHost facts)
    {
        var text = new NginxWriter();
        text.Comment($"{environment.App} {environment.Name}. Written by Slipway; changes are overwritten.");
        if (AwaitsCertificate(environment, facts))
            text.Comment("There is no certificate yet: HTTP only. With a certificate, HTTP redirects to HTTPS.");
        text.Blank();
        Definitions(text, layout);
        var server = new NginxServer(text, environment, layout, facts);
        server.Public();
        server.Private();
        return text.ToString();
    }

    /// <summary>
    /// Prefix of this site's variables and zones, which are global in nginx. A digest, because nginx does not start with a
    /// variable name of more than about 46 characters (variables_hash_bucket_size 64) and the key alone may have 61.
    /// </summary>
    internal static string Prefix(HostLayout layout) =>
        "slipway_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(layout.Key)))[..10];

    private static void Definitions(NginxWriter text, HostLayout layout)
    {
        var prefix = Prefix(layout);
        text.Line($"log_format {prefix} '$msec status=$status upstream=\"$upstream_status\" time=$request_time release=$upstream_http_x_slipway_release "
            + "connection=$connection:$connection_requests client=$remote_addr \"$request\" bytes=$body_bytes_sent \"$http_referer\" \"$http_user_agent\"'");
        text.Blank();
        text.Block($"map $http_upgrade ${prefix}_connection", () =>
        {
            text.Line("default upgrade");
            text.Line("\"\" close");
        });
        text.Comment("The app's own header wins.");
        foreach (var header in NginxHeaders.Defaults)
            text.Block($"map $sent_http_{header.Variable} ${prefix}_{header.Variable}", () =>
            {
                text.Line("default \"\"");
                text.Line($"\"\" \"{header.Value}\"");
            });
        text.Blank();
    }
}
