using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Hosts;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Stacks.Nginx;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Stacks;

public class NginxAcceptsTest
{
    public static TheoryData<string, bool> Sites()
    {
        var data = new TheoryData<string, bool>();
        foreach (var fixture in new[] { "laravel", "laravel-vite", "php", "php-flat", "django", "node", "node-next", "aspnet", "static", "static-vite" })
        {
            data.Add(fixture, false);
            data.Add(fixture, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public async Task Nginx_accepts_two_sites_with_the_longest_names(string fixture, bool certificate)
    {
        Tools.Need("nginx");
        using var folder = new TemporaryFolder();
        var facts = certificate ? Certificate(folder) : new NginxHost();
        foreach (var app in new[] { new string('a', 40), new string('a', 39) + "b" })
            folder.Write($"sites/{app}.conf", Site(Fixture.Environment(fixture) with { App = app, Name = new string('e', 20) }, facts, folder));
        folder.Write("nginx.conf", $$"""
            pid {{folder.Path}}/pid;
            events { }
            http {
                include /etc/nginx/mime.types;
                include {{folder.Path}}/sites/*.conf;
            }
            """);

        var result = await Command.RunAsync(new CommandLine(Tools.Find("nginx")!, "-t", "-q", "-e", "stderr", "-p", folder.Path, "-c", folder.Path + "/nginx.conf"), TestContext.Current.CancellationToken);

        Assert.Equal("", string.Join('\n', result.Errors.Split('\n').Where(line => !line.Contains("conflicting server name") && !line.Contains("user\" directive"))));
        Assert.Equal(0, result.Exit);
    }

    // Ports below 1024, /var/log and the length of a temporary path are no business of this test.
    private static string Site(AppEnvironment environment, NginxHost facts, TemporaryFolder folder)
    {
        var layout = HostLayout.Local(environment.App, environment.Name, folder.Path, $"{folder.Path}/{environment.App[^1]}");
        Directory.CreateDirectory(layout.Run);
        Directory.CreateDirectory(folder.Path + "/log");
        return (NginxSite.Render(environment, layout, facts) + NginxShape.Of(StackCatalogue.Recipe(environment), environment.Limits, layout).Text).Replace("/var/log/nginx", folder.Path + "/log")
            .Replace("listen 80;", "listen 127.0.0.1:18080;").Replace("listen [::]:80;", "listen 127.0.0.2:18080;")
            .Replace("listen 443 ", "listen 127.0.0.1:18443 ").Replace("listen [::]:443 ", "listen 127.0.0.2:18443 ");
    }

    private static NginxHost Certificate(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=guests.example.com", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return new NginxHost
        {
            Certificate = folder.Write("chain.pem", certificate.ExportCertificatePem()),
            CertificateKey = folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()),
        };
    }
}
