using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Stacks.Nginx;

/// <summary>Writes the server blocks of a site.</summary>
internal sealed class NginxServer(NginxWriter text, AppEnvironment environment, HostLayout layout, NginxHost facts)
{
    // The shape answers first when the app is silent: it knows the release.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly string _prefix = NginxSite.Prefix(layout);
    private readonly bool _tls = NginxSite.WantsTls(environment) && facts.Certificate is not null;
    private readonly bool _acme = NginxSite.WantsTls(environment) && environment.Tls == Tls.Auto;

    public void Public()
    {
        if (_tls)
            Redirect();
        text.Block("server", () =>
        {
            Listen(_tls);
            Names();
            if (_tls)
                Certificate();
            if (_acme && !_tls)
                AcmeChallenge();
            text.Line($"access_log {NginxSite.AccessLog(layout)} {_prefix}");
            text.Line($"error_log {NginxSite.ErrorLog(layout)}");
            App();
            Frozen();
            text.Block("location /", () =>
            {
                Pass(NginxHandover.Public, "$remote_addr", "$remote_port", "$server_addr");
                text.Line($"proxy_hide_header {NginxHeaders.Release}");
            });
        });
    }

    public void Private()
    {
        text.Blank();
        text.Comment("Private entrance to the serving release; it answers to any name.");
        text.Block("server", () =>
        {
            text.Line($"listen unix:{layout.CurrentEntrance}");
            text.Line("access_log off");
            text.Line($"error_log {NginxSite.ErrorLog(layout)}");
            App();
            text.Block("location /", () => Pass(NginxHandover.Current, "127.0.0.1", "0", "127.0.0.1"));
        });
    }

    private void App()
    {
        text.Line("server_tokens off");
        text.Line($"client_max_body_size {NginxWriter.Size(environment.Limits.Body)}");
        text.Line($"large_client_header_buffers 4 {NginxWriter.Size(environment.Limits.Header)}");
        Compression();
        NginxHeaders.Write(text, _prefix, _tls);
        text.Blank();
    }

    // The body first, then the release: who serves is looked at when the whole request is here, by the connect itself.
    private void Pass(string entrance, string client, string port, string server)
    {
        var timeout = $"{(int)(environment.Limits.Timeout + Grace).TotalSeconds}s";
        text.Line($"proxy_pass http://unix:{layout.CurrentWeb}:");
        text.Line("proxy_http_version 1.1");
        text.Line("proxy_request_buffering on");
        text.Line("proxy_next_upstream off");
        text.Line("proxy_redirect off");
        text.Line("proxy_connect_timeout 10s");
        text.Line($"proxy_read_timeout {timeout}");
        text.Line($"proxy_send_timeout {timeout}");
        text.Line("proxy_buffer_size 32k");
        text.Line("proxy_buffers 16 16k");
        text.Line("proxy_busy_buffers_size 64k");
        text.Line("proxy_max_temp_file_size 0");
        Tell(client);
        text.Line($"proxy_set_header {NginxHandover.Entrance} {entrance}");
        text.Line($"proxy_set_header {NginxHandover.ClientPort} {port}");
        text.Line($"proxy_set_header {NginxHandover.ServerAddress} {server}");
        text.Line($"proxy_set_header {NginxHandover.Https} {(environment.Url?.Scheme == Uri.UriSchemeHttps ? "on" : "\"\"")}");
    }

    /// <summary>The name is the one that nginx found the site by: an absolute address in the request counts more than its Host header.</summary>
    private void Tell(string client)
    {
        var url = environment.Url;
        var host = url is null || url.IsDefaultPort ? "$host" : $"$host:{url.Port}";
        text.Line($"proxy_set_header Host {host}");
        text.Line($"proxy_set_header Connection ${_prefix}_connection");
        text.Line("proxy_set_header Upgrade $http_upgrade");
        text.Line($"proxy_set_header X-Real-IP {client}");
        text.Line($"proxy_set_header X-Forwarded-For {client}");
        text.Line($"proxy_set_header X-Forwarded-Proto {url?.Scheme ?? "http"}");
        text.Line($"proxy_set_header X-Forwarded-Host {host}");
        text.Line($"proxy_set_header X-Forwarded-Port {url?.Port ?? 80}");
        text.Line("proxy_set_header Forwarded \"\"");
        text.Line("proxy_set_header Proxy \"\"");
    }

    private void Redirect()
    {
        text.Block("server", () =>
        {
            Listen(tls: false);
            Names();
            text.Line("server_tokens off");
            text.Line($"access_log {NginxSite.AccessLog(layout)} {_prefix}");
            if (_acme)
                AcmeChallenge();
            var port = environment.Url!.IsDefaultPort ? "" : $":{environment.Url.Port}";
            text.Block("location /", $"return 301 https://$host{port}$request_uri");
        });
        text.Blank();
    }

    private void Listen(bool tls)
    {
        var port = NginxSite.Port(environment, tls);
        var directive = facts.Version >= new Version(1, 25, 1);
        var options = tls ? directive ? " ssl" : " ssl http2" : "";
        text.Line($"listen {port}{options}");
        if (facts.HasIpv6)
            text.Line($"listen [::]:{port}{options}");
        if (tls && directive)
            text.Line("http2 on");
    }

    private void Names() =>
        text.Line($"server_name {string.Join(' ', NginxSite.Names(environment).DefaultIfEmpty("_"))}");

    private void Certificate()
    {
        text.Line($"ssl_certificate {NginxWriter.Quote(facts.Certificate!)}");
        text.Line($"ssl_certificate_key {NginxWriter.Quote(facts.CertificateKey ?? facts.Certificate!)}");
        text.Line("ssl_protocols TLSv1.2 TLSv1.3");
        text.Line("ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20");
        text.Line("ssl_prefer_server_ciphers off");
        text.Line($"ssl_session_cache shared:{_prefix}:2m");
        text.Line("ssl_session_tickets off");
    }

    private void AcmeChallenge() => text.Block("location ^~ /.well-known/acme-challenge/", () =>
    {
        text.Line($"root {NginxSite.AcmeFolder}");
        text.Line("default_type text/plain");
        text.Line("try_files $uri =404");
    });

    private void Frozen()
    {
        text.Comment("Present while a destructive migration is not yet proven: nothing may be written.");
        text.Block($"if (-f {layout.FreezeFile})", "return 503");
        text.Line("error_page 503 @frozen");
        text.Block("location @frozen", () =>
        {
            text.Line("add_header Retry-After 30 always");
            NginxHeaders.Write(text, _prefix, _tls);
            text.Line("return 503");
        });
        text.Blank();
    }

    private void Compression()
    {
        text.Line("gzip on");
        text.Line("gzip_vary on");
        text.Line("gzip_proxied any");
        text.Line("gzip_min_length 1024");
        text.Line("gzip_types text/css text/plain text/xml application/javascript text/javascript application/json application/manifest+json application/xml image/svg+xml font/ttf");
    }
}
