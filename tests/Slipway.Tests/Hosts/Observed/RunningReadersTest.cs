using System.Net;
using System.Net.Sockets;
using Slipway.Hosts.Observed;
using Slipway.Hosts.Observed.Network;
using Slipway.Hosts.Observed.Running;
using Xunit;

namespace Slipway.Tests.Hosts.Observed;

public class RunningReadersTest
{
    [Theory]
    [InlineData("18446744073709551615")] // Debian 12
    [InlineData("[not set]")] // Debian 13, Ubuntu 24.04
    public async Task Unit_as_systemd_writes_it(string memory)
    {
        using var host = new FakeHost().Folder("/run/systemd/system").Says("systemctl", $"""
            Id=mariadb.service
            Names=mariadb.service mysql.service mysqld.service
            LoadState=loaded
            ActiveState=active
            SubState=running
            UnitFileState=enabled
            FragmentPath=/lib/systemd/system/mariadb.service
            DropInPaths=/etc/systemd/system/mariadb.service.d/limits.conf
            NeedDaemonReload=no
            MainPID=812
            ActiveEnterTimestamp=Tue 2026-12-01 03:33:37 UTC
            Result=success
            NRestarts=2
            Restart=on-abnormal
            User=mysql
            MemoryCurrent={memory}
            NoNewPrivileges=yes
            PrivateTmp=no
            ProtectSystem=full

            Id=certbot.timer
            Names=certbot.timer
            LoadState=loaded
            ActiveState=active
            SubState=waiting
            LastTriggerUSec=n/a
            NextElapseUSecRealtime=Tue 2026-12-01 12:00:00 UTC
            Triggers=certbot.service

            Id=ssh.socket
            Names=ssh.socket
            LoadState=loaded
            ActiveState=active
            SubState=listening
            Listen=0.0.0.0:22 (Stream)
            Listen=[::]:22 (Stream)
            MainPID=0

            Id=none.service
            LoadState=not-found
            ActiveState=inactive
            SubState=dead
            UnitFileState=

            """);

        var units = (await host.SeeAsync(new UnitsQuestion(["mysql.service", "*.timer", "ssh.socket", "none.service"]))).Units;

        Assert.Equal(["mariadb.service", "certbot.timer", "ssh.socket", "none.service"], units.Select(unit => unit.Name));
        Assert.Equal(["mysql.service", "mysqld.service"], units[0].Aliases);
        Assert.Equal((812, 2, null, "enabled"), (units[0].MainProcess, units[0].Restarts, units[0].Memory, units[0].Enabled));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 3, 33, 37, TimeSpan.Zero), units[0].ActiveSince);
        Assert.Equal(["NoNewPrivileges", "ProtectSystem=full"], units[0].Sandbox);
        Assert.Equal((null, new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero)), (units[1].LastTrigger, units[1].NextTrigger));
        Assert.Equal(["0.0.0.0:22 (Stream)", "[::]:22 (Stream)"], units[2].Listens);
        Assert.Null(units[2].MainProcess);
        Assert.Equal(("not-found", null), (units[3].Load, units[3].Enabled));
    }

    [Fact]
    public async Task Cron_entries_of_all_places_without_secrets()
    {
        using var host = new FakeHost()
            .File("/etc/crontab", "SHELL=/bin/sh\nMAILTO = anna@example.com\n17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly\n")
            .File("/etc/cron.d/shop", "@reboot www-data curl -H 'Authorization: Bearer abc123def' https://example.com\n")
            .File("/etc/cron.d/shop.dpkg-old", "* * * * * root never\n")
            .File("/etc/cron.daily/logrotate", "#!/bin/sh\n")
            .File("/var/spool/cron/crontabs/deploy", "# backup\n0 3 * * * mysqldump -uroot -ph0rse shop > /tmp/x\n");

        var seen = await host.SeeAsync(new CronQuestion());

        Assert.Equal(
            [
                new("/etc/crontab:3", "17 * * * *", "root", "cd / && run-parts --report /etc/cron.hourly"),
                new("/etc/cron.d/shop:1", "@reboot", "www-data", "curl -H 'Authorization: Bearer ***' https://example.com"),
                new CronEntry("/var/spool/cron/crontabs/deploy:2", "0 3 * * *", "deploy", "mysqldump -uroot -p*** shop > /tmp/x"),
            ],
            seen.Entries);
        Assert.Equal(["/etc/cron.daily/logrotate"], seen.Scripts);
        Assert.Empty(seen.Unread);
    }

    [Theory]
    [InlineData("app --password=h0rse --port 80", "app --password=*** --port 80")]
    [InlineData("app --db-password h0rse", "app --db-password ***")]
    [InlineData("API_TOKEN=h0rse php run.php", "API_TOKEN=*** php run.php")]
    [InlineData("SECRET_KEY_BASE='h0 rse' x", "SECRET_KEY_BASE=*** x")]
    [InlineData("psql postgres://shop:h0rse@127.0.0.1/shop", "psql postgres://shop:***@127.0.0.1/shop")]
    [InlineData("redis-cli -h 127.0.0.1 -a h0rse ping", "redis-cli -h 127.0.0.1 -a *** ping")]
    [InlineData("curl -u anna:h0rse https://example.com", "curl -u anna:*** https://example.com")]
    [InlineData("php artisan queue:work --tries=3", "php artisan queue:work --tries=3")]
    [InlineData("nginx: master process /usr/sbin/nginx -g daemon on; master_process on;", "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;")]
    [InlineData("app --password=$DB_PASSWORD", "app --password=$DB_PASSWORD")]
    public void Secrets_of_a_command_line_are_masked(string command, string masked)
    {
        Assert.Equal(masked, MaskedCommand.Of(command));
        Assert.Equal(masked.Contains("***") ? 1 : 0, MaskedCommand.SecretsIn(command).Count);
        Assert.DoesNotContain(MaskedCommand.SecretsIn(command), found => found.Contains("h0"));
    }

    [Theory]
    [InlineData("0::/system.slice/nginx.service\n", "nginx.service")]
    [InlineData("12:pids:/system.slice\n1:name=systemd:/system.slice/system-php.slice/php8.2-fpm.service\n", "php8.2-fpm.service")]
    [InlineData("0::/user.slice/user-1000.slice/session-3.scope\n", "session-3.scope")]
    [InlineData("0::/init.scope\n", "init.scope")]
    [InlineData("0::/\n", null)]
    public void Unit_of_a_process(string groups, string? unit) => Assert.Equal(unit, ProcessScan.UnitOf(groups));

    [Fact]
    public async Task Listener_of_this_machine_is_told_with_its_process()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var question = new ListenersQuestion();
        var reply = await new Observer(TimeProvider.System).ObserveAsync(new([question]), TestContext.Current.CancellationToken);
        var found = new Observation([question], reply).Of(question).Fact!.Listeners.Where(l => l.Port == port && l.Protocol == "tcp");
        var mine = Assert.Single(found);
        Assert.Equal(("127.0.0.1", true), (mine.Address, mine.IsLoopback));
        Assert.Contains(mine.Processes, process => process.Id == Environment.ProcessId);
    }

    [Fact]
    public void Addresses_of_both_families()
    {
        string[] lines =
        [
            "  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 21 1 0 100 0 0 10 0",
            "   1: B80D0120000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000    33        0 22 1 0 100 0 0 10 0",
        ];
        Assert.Equal([("::", 443, 0), ("2001:db8::1", 80, 33)], SocketTable.Listening("tcp6", lines).Select(s => (s.Address.ToString(), s.Port, s.User)));
    }
}
