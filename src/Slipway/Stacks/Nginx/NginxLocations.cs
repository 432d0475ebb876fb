using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Stacks.Nginx;

/// <summary>Writes what the block of a shape does with a request.</summary>
/// <param name="text">Where to.</param>
/// <param name="serving">How the stack is served.</param>
/// <param name="layout">Of the host.</param>
/// <param name="limits">How long the app may be silent.</param>
/// <param name="prefix">Of the shape's variables.</param>
internal sealed class NginxLocations(NginxWriter text, Serving serving, HostLayout layout, WebLimits limits, string prefix)
{
    private const string Host = "$http_host", Client = "$http_x_real_ip", Scheme = "$http_x_forwarded_proto", Port = "$http_x_forwarded_port";
    private readonly string _timeout = $"{(int)limits.Timeout.TotalSeconds}s";

    // The release by its own name, not by the symlink, which may move while the request is under way.
    private string Release => $"{layout.Releases}/$slipway_release";

    private string Root => serving.DocumentRoot is null or "." ? Release : $"{Release}/{serving.DocumentRoot}";

    public void Write()
    {
        foreach (var (url, folder) in serving.Assets)
            Asset(url, folder);
        if (serving.Assets.Count > 0)
            Bridge();
        foreach (var (url, folder) in serving.Files)
            Files(url, folder);
        switch (serving.Kind)
        {
            case ServingKind.Static:
                Static();
                break;
            case ServingKind.Proxy:
                text.Block("location /", Proxy);
                break;
            default:
                FastCgi();
                break;
        }
    }

    private void Asset(string url, string folder) => text.Block($"location ^~ {url}", () =>
    {
        text.Line($"alias {Release}/{folder}/");
        text.Line("try_files $uri @bridge");
        Cached();
        if (serving.Kind == ServingKind.FastCgi)
            text.Block("location ~ \\.php$", "return 404");
    });

    // Assets of the kept releases: pages of an old release find theirs, whatever serves now.
    private void Bridge()
    {
        text.Block("location @bridge", () =>
        {
            text.Line($"root {layout.Assets}");
            text.Line($"try_files $uri {(serving.Kind == ServingKind.Static ? "=404" : "@app")}");
            Cached();
        });
        if (serving.Kind == ServingKind.Proxy)
            text.Block("location @app", Proxy);
        else if (serving.Kind == ServingKind.FastCgi)
            text.Block("location @app", () => Script("/" + serving.FrontController, null));
    }

    private void Files(string url, string folder) => text.Block($"location ^~ {url}", () =>
    {
        text.Line($"alias {Release}/{folder}/");
        text.Line("add_header Cache-Control \"public, max-age=300\"");
        ShowRelease();
    });

    private void Cached()
    {
        text.Line($"add_header Cache-Control ${prefix}_cache");
        ShowRelease();
    }

    // A location with an add_header of its own inherits none (trap).
    private void ShowRelease() => text.Line($"add_header {NginxHeaders.Release} $slipway_release always");

    private void Static() => text.Block("location /", () =>
    {
        text.Line($"root {Root}");
        text.Line("index index.html");
        text.Line($"try_files $uri $uri.html $uri/ {(serving.FrontController is { } page ? "/" + page : "=404")}");
        text.Line("error_page 404 /404.html");
        Cached();
    });

    // The site holds the whole body already: unbuffered here, so that the app's own connection stands from the choice of its release on.
    private void Proxy()
    {
        text.Line($"proxy_pass http://unix:{layout.Socket("$slipway_release")}:");
        text.Line("proxy_http_version 1.1");
        text.Line("proxy_request_buffering off");
        text.Line("proxy_next_upstream off");
        text.Line("proxy_redirect off");
        text.Line("proxy_connect_timeout 10s");
        text.Line($"proxy_read_timeout {_timeout}");
        text.Line($"proxy_send_timeout {_timeout}");
        text.Line("proxy_buffer_size 16k");
        text.Line("proxy_buffers 16 16k");
        text.Line("proxy_busy_buffers_size 32k");
        text.Line($"proxy_hide_header {NginxHeaders.Release}");
        text.Line("proxy_pass_header X-Accel-Buffering");
        text.Line($"proxy_set_header Host {Host}");
        text.Line($"proxy_set_header Connection $http_connection");
        text.Line("proxy_set_header Upgrade $http_upgrade");
        foreach (var header in NginxHandover.All)
            text.Line($"proxy_set_header {header} \"\"");
    }

    private void FastCgi()
    {
        var front = "/" + serving.FrontController;
        text.Block("location /", () =>
        {
            text.Line($"root {Root}");
            text.Line(serving.AnyScript ? $"index {serving.FrontController} index.html" : "index " + serving.FrontController);
            text.Line(serving.AnyScript ? $"try_files $uri $uri/ {front}?$query_string" : $"try_files $uri {front}?$query_string");
            Cached();
        });
        text.Block($"location = {front}", () => Script(front, null));
        if (!serving.AnyScript)
        {
            text.Block("location ~ \\.php(/|$)", "return 404");
            return;
        }

        if (serving.DocumentRoot is null or ".")
        {
            text.Comment("The project's own folder is public, so what is no page is not.");
            text.Block("location ~* \"^/(vendor|node_modules|tests?|config|migrations|sql)/|\\.(sql|sqlite3?|db|log|lock|bak|sh|ini|ya?ml|md|inc|dist)$|^/composer\\.json$|^/package\\.json$\"", "return 404");
        }

        text.Block("location ~ \"^(?<slipway_script>.+?\\.php)(?<slipway_path>/.*)?$\"", () =>
        {
            text.Line($"root {Root}");
            text.Line("try_files $slipway_script =404");
            Script("$slipway_script", "$slipway_path");
        });
    }

    private void Script(string script, string? path)
    {
        text.Line($"fastcgi_pass unix:{layout.Socket("$slipway_release")}");
        text.Line("fastcgi_request_buffering off");
        text.Line("fastcgi_next_upstream off");
        text.Line("fastcgi_connect_timeout 10s");
        text.Line($"fastcgi_read_timeout {_timeout}");
        text.Line($"fastcgi_send_timeout {_timeout}");
        text.Line("fastcgi_buffer_size 32k");
        text.Line("fastcgi_buffers 16 16k");
        text.Line("fastcgi_busy_buffers_size 64k");
        text.Line("fastcgi_hide_header X-Powered-By");
        text.Line($"fastcgi_hide_header {NginxHeaders.Release}");
        text.Line("fastcgi_pass_header X-Accel-Buffering");
        foreach (var (name, value) in Parameters(script, path))
            text.Line($"fastcgi_param {name} {(value.Length == 0 ? "\"\"" : value)}");
        foreach (var header in NginxHandover.All)
            text.Line($"fastcgi_param HTTP_{header.ToUpperInvariant().Replace('-', '_')} \"\" if_not_empty");
    }

    private IEnumerable<(string Name, string Value)> Parameters(string script, string? path) =>
    [
        ("SCRIPT_FILENAME", $"{Root}{script}"), ("DOCUMENT_ROOT", Root), ("SCRIPT_NAME", script), ("PATH_INFO", path ?? ""),
        ("QUERY_STRING", "$query_string"), ("REQUEST_METHOD", "$request_method"), ("CONTENT_TYPE", "$content_type"), ("CONTENT_LENGTH", "$content_length"),
        ("REQUEST_URI", "$request_uri"), ("DOCUMENT_URI", "$document_uri"), ("SERVER_PROTOCOL", "$server_protocol"), ("GATEWAY_INTERFACE", "CGI/1.1"),
        ("REQUEST_SCHEME", Scheme), ("HTTPS", NginxHandover.Variable(NginxHandover.Https)), ("SERVER_SOFTWARE", "nginx"),
        ("REMOTE_ADDR", Client), ("REMOTE_PORT", NginxHandover.Variable(NginxHandover.ClientPort)),
        ("SERVER_ADDR", NginxHandover.Variable(NginxHandover.ServerAddress)), ("SERVER_PORT", Port), ("SERVER_NAME", "$host"), ("REDIRECT_STATUS", "200"),
        ("HTTP_PROXY", ""), ("HTTP_FORWARDED", ""),
    ];
}
