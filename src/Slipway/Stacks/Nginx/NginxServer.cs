using Slipway.Hosts;
using Slipway.Project;

namespace Slipway.Stacks.Nginx;

/// <summary>Writes the server blocks of a site.</summary>
internal sealed class NginxServer(NginxWriter text, AppEnvironment environment, StackRecipe recipe, HostLayout layout, NginxHost facts)
{
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
            Frozen();
            App(NginxEntrance.Public(environment, layout));
        });
    }

    public void Private(string socket, string link, string what)
    {
        text.Blank();
        text.Comment(what);
        text.Block("server", () =>
        {
            text.Line($"listen unix:{socket}");
            Names();
            text.Line("access_log off");
            text.Line($"error_log {NginxSite.ErrorLog(layout)}");
            App(NginxEntrance.Private(environment, link));
        });
    }

    private void App(NginxEntrance entrance)
    {
        text.Line("server_tokens off");
        text.Line("absolute_redirect off");
        text.Line("disable_symlinks off");
        text.Line($"client_max_body_size {recipe.Serving.MaxBodyMegabytes}m");
        Compression();
        Headers(entrance);
        text.Blank();
        text.Comment("One release for the whole request: files, script and socket.");
        text.Line($"root {NginxWriter.Quote(entrance.Link)}");
        text.Line("set $slipway_release \"\"");
        text.Block("if ($realpath_root ~ \"/([^/]+)$\")", "set $slipway_release $1");
        text.Block("if ($uri ~ \"/\\.(?!well-known(/|$))\")", "return 404");
        text.Blank();
        new NginxLocations(text, recipe.Serving, layout, entrance, _prefix, () => Headers(entrance)).Write();
    }

    private void Headers(NginxEntrance entrance) => NginxHeaders.Write(text, _prefix, _tls, showRelease: !entrance.IsPublic);

    private void Redirect()
    {
        text.Block("server", () =>
        {
            Listen(tls: false);
            Names();
            text.Line("server_tokens off");
            text.Line($"access_log {NginxSite.AccessLog(layout)} {_prefix}");
            text.Line("set $slipway_release \"\"");
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
        text.Blank();
        text.Comment("Present while a destructive migration is not yet proven: nothing may be written.");
        text.Block($"if (-f {layout.FreezeFile})", "return 503");
        text.Line("error_page 503 @frozen");
        text.Block("location @frozen", () =>
        {
            text.Line("add_header Retry-After 30 always");
            Headers(NginxEntrance.Public(environment, layout));
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
