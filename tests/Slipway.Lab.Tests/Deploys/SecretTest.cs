using System.Text;
using System.Text.Json;
using Slipway.Lab.Tests.Harness;
using Xunit;

namespace Slipway.Lab.Tests.Deploys;

/// <summary>A value of the env file is nowhere but in the env files of its owner.</summary>
public sealed class SecretTest(DeployFixture fixture)
{
    private const string Sentinel = "Zx9+kT/op=S3ntinel&Q\"w<7";

    private static readonly string[] Forms =
    [
        Sentinel, Convert.ToBase64String(Encoding.UTF8.GetBytes(Sentinel)), Uri.EscapeDataString(Sentinel), JsonEncodedText.Encode(Sentinel).ToString(),
        Sentinel.Replace("\"", "\\\""), "Zx9+kT/op=S3ntinel",
    ];

    [Fact]
    public async Task A_value_of_the_env_file_appears_nowhere_but_in_private_files()
    {
        var host = await fixture.StartWebHostAsync("secret");
        using var site = fixture.Site(host);
        site.Env("GREETING=hello", $"API_KEY='{Sentinel}'");
        var watching = WatchProcessesAsync(host);

        var good = (await site.DeployAsync()).Expect(0);
        site.Switches("fail-start");
        var bad = (await site.DeployAsync()).Expect(20);

        var seen = await watching;
        Assert.True(seen.Out.Contains("looked"), seen.ToString());
        foreach (var text in (string[])[string.Join('\n', good.Output), good.Error, string.Join('\n', bad.Output), bad.Error, seen.Out])
            Assert.DoesNotContain(Forms, form => text.Contains(form, StringComparison.Ordinal));
        Assert.Equal("", (await FilesWithAsync(host, "nobody")).Out);
        var rootSees = (await FilesWithAsync(host, "root")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(rootSees);
        Assert.All(rootSees, file => Assert.Matches(@"^/srv/guestbook/(env/[^/]+|releases/[^/]+/\.slipway/env)$", file));
        var journal = await host.ExecAsync("journalctl", "--no-pager", "--output", "export");
        Assert.Contains("Slipway deploy of guestbook-production", journal.Out);
        Assert.DoesNotContain(Forms, form => journal.Out.Contains(form, StringComparison.Ordinal));
    }

    /// <summary>Reads the command lines of all processes again and again, for about as long as the deploys take.</summary>
    private static Task<CommandResult> WatchProcessesAsync(LabHost host) => host.ExecAsync(
        "sh", "-c", "i=0; while [ $i -lt 60 ]; do cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -aF 'S3ntinel'; i=$((i+1)); sleep 0.1; done; echo looked");

    private static Task<CommandResult> FilesWithAsync(LabHost host, string user) => host.ExecAsync(
    [
        "setpriv", "--reuid", user, "--regid", user == "root" ? "root" : "nogroup", "--clear-groups", "--",
        "grep", "-rlaFs", .. Forms.SelectMany(f => new[] { "-e", f }),
        "/srv", "/var", "/etc", "/tmp", "/run", "/root", "/home", "/opt", "/dev/shm",
    ]);
}
