using Slipway.Checks;
using Slipway.Checks.Project.Stack;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

public class WebChecksTest
{
    private static readonly Dictionary<string, Check> Checks = StackChecks.All.Where(c => c.About.Id.StartsWith("web.", StringComparison.Ordinal)).ToDictionary(c => c.About.Id);

    public static TheoryData<string> All => [.. Checks.Keys];

    private const string Nginx = """
        limit_req_status 429;
        map $http_upgrade $connection { default upgrade; '' close; }
        server {
            listen 80;
            location ^~ /.well-known/acme-challenge/ { root /var/www/acme; }
            location / { return 301 https://$host$request_uri; }
        }
        server {
            listen 443 ssl; # TLSv1 is off
            ssl_certificate /a.pem; ssl_certificate_key /b.pem;
            ssl_protocols TLSv1.2 TLSv1.3;
            root /srv/shop/current/public;
            add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
            add_header X-Frame-Options DENY always;
            limit_req zone=a burst=20;
            location / { try_files $uri /index.php?$query_string; }
            location = /nginx-health { return 200 "ok"; }
            location ~* \.(js|css)$ { expires 1y; }
            location /downloads/ {
                add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
                add_header X-Frame-Options DENY always;
                add_header Cache-Control no-store;
            }
            access_by_lua_block { if true then return 200 end }
            location ~ /\.(?!well-known) { deny all; }
        }
        """;

    private const string Apache = """
        <VirtualHost *:443>
            ServerName shop.example.com
            DocumentRoot "/srv/shop/current/public"
            SSLEngine on
            SSLCertificateFile /a.pem
            SSLProtocol -all +TLSv1.2 +TLSv1.3
            <Directory /srv/shop/current/public>
                AllowOverride All
                Require all granted
            </Directory>
            <FilesMatch "^\.">
                Require all denied
            </FilesMatch>
            Header always set X-Content-Type-Options nosniff
        </VirtualHost>
        """;

    [Theory, MemberData(nameof(All))]
    public async Task Sound_files_pass(string id) => Assert.Equal("pass", await SmallProject.JudgeAsync(Checks[id], ("deploy/nginx.conf", Nginx), ("deploy/apache.conf", Apache),
        ("public/index.php", ""), ("public/.htaccess", "RewriteEngine On\nRewriteRule ^ index.php [L]\n<Files secret.txt>\nRequire all denied\n</Files>\n")));

    [Theory, MemberData(nameof(All))]
    public async Task Without_files_there_is_nothing_to_judge(string id) =>
        Assert.StartsWith("skip\nno nginx", await SmallProject.JudgeAsync(Checks[id], ("deploy/supervisor.conf", "[program:x]\ncommand=y\n"), ("docker/nginx/dev.conf", Bad)), StringComparison.Ordinal);

    private const string Bad = "server {\n  listen 443 ssl;\n  root /srv/shop;\n  location / { try_files $uri /index.php; }\n}\n";

    [Theory]
    [InlineData("web.dotfiles", "server {", "a.conf:1:1 this server serves dot-files")]
    [InlineData("web.document_root", "server {", "a.conf:3:3 root is /srv/shop")]
    [InlineData("web.certificate", "server {", "a.conf:1:1 this server listens with ssl and names no certificate")]
    [InlineData("web.tls_versions", "server { ssl_protocols TLSv1 TLSv1.2;", "a.conf:1:10 `ssl_protocols TLSv1 TLSv1.2`")]
    [InlineData("web.headers_always", "server { add_header X-Frame-Options DENY;", "a.conf:1:10 X-Frame-Options is sent with successes only")]
    [InlineData("web.obsolete_headers", "server { add_header X-XSS-Protection '1; mode=block';", "a.conf:1:10 X-XSS-Protection: 1; mode=block", "warn")]
    [InlineData("web.obsolete_headers", "server { add_header X-XSS-Protection 0;", null)]
    [InlineData("web.hsts", "server { add_header Strict-Transport-Security 'max-age=300' always;", "a.conf:1:10 max-age=300 is less than a year")]
    [InlineData("web.hsts", "server { add_header Strict-Transport-Security 'max-age=63072000; preload' always;", "a.conf:1:10 preload cannot be taken back for months")]
    [InlineData("web.limit_status", "server { limit_req zone=a;", "a.conf:1:10 `limit_req zone=a` answers 503")]
    [InlineData("web.health_static", "server { location /health { return 200; }", "a.conf:1:10 nginx answers `location /health` itself")]
    [InlineData("web.health_static", "server { location = /health { proxy_pass http://app; }", null)]
    [InlineData("web.denies", "server { deny all;", "a.conf:1:10 `deny all` keeps every visitor out", "warn")]
    [InlineData("web.headers_inherited", "server { add_header X-Frame-Options DENY always; location /a { add_header Cache-Control x; }", "a.conf:1:64 `location /a` drops X-Frame-Options")]
    [InlineData("web.headers_inherited", "server { add_header X-Frame-Options DENY always; location /a { add_header Cache-Control x; include /etc/nginx/elsewhere.conf; }", null)]
    [InlineData("web.dotfiles", "server { include /etc/nginx/elsewhere.conf;", null)]
    [InlineData("web.dotfiles", "server { location ~ /\\. { deny all; }", "a.conf:1:10 `location ~ /\\.` denies .well-known too")]
    public async Task Each_directive_of_nginx_is_judged(string id, string start, string? evidence, string outcome = "fail") => Assert.Equal(
        evidence is null ? "pass" : $"{outcome}\n{evidence}", await SmallProject.JudgeAsync(Checks[id], ("a.conf", start + Bad["server {".Length..]), ("public/index.php", "")));

    [Fact]
    public async Task An_include_in_the_project_is_followed() => Assert.Equal("pass", await SmallProject.JudgeAsync(Checks["web.headers_inherited"],
        ("nginx/site.conf", "server {\n include snippets/headers.conf;\n location /a { include snippets/headers.conf; add_header A b; }\n}\n"), ("nginx/snippets/headers.conf", "add_header X-Frame-Options DENY always;\n")));

    [Fact]
    public async Task A_status_at_the_http_level_of_another_file_counts() => Assert.Equal("pass", await SmallProject.JudgeAsync(Checks["web.limit_status"],
        ("nginx/site.conf", "server { limit_req zone=a; }\n"), ("nginx/nginx.conf", "http {\n limit_req_status 429;\n}\n")));

    [Theory]
    [InlineData("web.document_root", "DocumentRoot /var/www/shop", "a.conf:2:1 DocumentRoot is /var/www/shop")]
    [InlineData("web.tls_versions", "SSLProtocol all -SSLv3", "a.conf:2:1 `SSLProtocol all -SSLv3`")]
    [InlineData("web.tls_versions", "SSLProtocol all -SSLv3 -TLSv1 -TLSv1.1", null)]
    [InlineData("web.headers_always", "Header set X-Frame-Options DENY", "a.conf:2:1 X-Frame-Options is sent with successes only")]
    [InlineData("web.headers_always", "Header unset X-Powered-By", null)]
    [InlineData("web.certificate", "SSLEngine on", "a.conf:2:1 this VirtualHost has SSLEngine on and names no certificate")]
    [InlineData("web.dotfiles", "DocumentRoot /srv/shop/public", "a.conf:1:1 this VirtualHost serves dot-files")]
    [InlineData("web.denies", "Require all denied", "a.conf:2:1 `Require all denied` keeps every visitor out", "warn")]
    [InlineData("web.denies", "Order allow,deny", "a.conf:2:1 `Order allow,deny` keeps every visitor out", "warn")]
    [InlineData("web.denies", "Order allow,deny\nAllow from all", null)]
    public async Task Each_directive_of_Apache_is_judged(string id, string line, string? evidence, string outcome = "fail") => Assert.Equal(
        evidence is null ? "pass" : $"{outcome}\n{evidence}", await SmallProject.JudgeAsync(Checks[id], ("a.conf", $"<VirtualHost *:80>\n{line}\n</VirtualHost>\n"), ("public/index.php", "")));

    [Theory]
    [InlineData("Deny from all\n", "public/.htaccess:1:1 `Deny from all` keeps every visitor out")]
    [InlineData("<IfModule mod_authz_core.c>\n  Require all denied\n</IfModule>\n", "public/.htaccess:2:3 `Require all denied` keeps every visitor out")]
    [InlineData("RewriteRule .* - [F,L]\n", "public/.htaccess:1:1 `RewriteRule .* - [F,L]` keeps every visitor out")]
    [InlineData("RewriteCond %{REQUEST_URI} ^/old\nRewriteRule .* - [F]\n", null)]
    [InlineData("<FilesMatch \"\\.(md|lock)$\">\n  Require all denied\n</FilesMatch>\n", null)]
    public async Task The_served_folder_s_htaccess_is_judged(string text, string? evidence) => Assert.Equal(
        evidence is null ? "pass" : $"warn\n{evidence}", await SmallProject.JudgeAsync(Checks["web.denies"], ("public/.htaccess", text), ("public/index.php", ""), ("storage/.htaccess", "Deny from all\n")));
}
