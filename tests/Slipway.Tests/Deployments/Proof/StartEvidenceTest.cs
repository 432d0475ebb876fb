using Slipway.Deployments.Proof;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Proof;

public sealed class StartEvidenceTest : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/srv/shop", "/srv is mounted noexec: no program in it can be started")]
    [InlineData("/srv", "/srv is mounted noexec: no program in it can be started")]
    [InlineData("/srv/shop/data/x", null)]
    [InlineData("/srvother", null)]
    [InlineData("/home/me", null)]
    public void Sees_a_file_system_that_starts_no_programs(string folder, string? seen) => Assert.Equal(seen, StartEvidence.NoExec(folder,
    [
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        "30 22 8:2 / /srv rw,nosuid,noexec,relatime shared:2 - ext4 /dev/sda2 rw",
        "31 30 8:3 / /srv/shop/data rw,relatime - ext4 /dev/sda3 rw",
        "",
    ]));

    [Fact]
    public void Sees_a_folder_that_the_web_server_cannot_pass()
    {
        var home = Directory.CreateDirectory(_folder["home"]).FullName;
        var site = Directory.CreateDirectory(Path.Combine(home, "site")).FullName;
        Assert.Null(Passable(StartEvidence.Closed(site)));
        File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal($"{home} has mode 700: the web server's user cannot pass it", StartEvidence.Closed(site));
        return;

        // The temporary folder that everything lies in may be closed itself.
        string? Passable(string? seen) => seen?.StartsWith(home, StringComparison.Ordinal) == true ? seen : null;
    }

    [Fact]
    public void Takes_the_newest_line_of_the_web_servers_log_that_is_new_enough()
    {
        var now = new DateTime(2026, 1, 2, 3, 4, 30);
        string[] log = ["2026/01/02 02:00:00 [error] 1#1: *1 old", "2026/01/02 03:04:10 [crit] 1#1: *2 connect() failed (13: Permission denied)", "2026/01/02 03:04:20 [notice] 1#1: signal", ""];
        Assert.Equal(log[1], StartEvidence.NginxLine(log, now));
        Assert.Null(StartEvidence.NginxLine(log, now.AddHours(1)));
        Assert.Null(StartEvidence.NginxLine(["torn", "2026/01/02 03:04:10"], now));
    }
}
