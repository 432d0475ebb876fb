using System.Text;
using Slipway.Hosts;
using Slipway.Project;
using Slipway.Stacks.Nginx;

namespace Slipway.Stacks.Systemd;

/// <summary>
/// The units of an app environment. Template units have one instance per release and are never enabled: at boot
/// the recovery unit starts what <c>current</c> names.
/// </summary>
public static class SystemdUnits
{
    private const string Units = "/etc/systemd/system";
    private const string Port = "port";

    /// <summary>Everything systemd reads for this environment; a change needs root.</summary>
    public static IReadOnlyList<RenderedFile> Render(AppEnvironment environment, StackRecipe recipe, HostLayout layout)
    {
        var files = new List<RenderedFile>();
        if (recipe.Web is { } web)
        {
            files.Add(new($"{Units}/{layout.UnitName(web.Name)}@.service", Process(environment, recipe, layout, web)));
            if (recipe.Listen == Listen.Port)
            {
                files.Add(new($"{Units}/{layout.UnitName(Port)}@.socket", PortSocket(environment, layout)));
                files.Add(new($"{Units}/{layout.UnitName(Port)}@.service", PortProxy(environment, layout)));
            }
        }

        files.AddRange(recipe.Workers.Select(worker => new RenderedFile($"{Units}/{layout.UnitName(worker.Name)}@.service", Process(environment, recipe, layout, worker))));
        files.Add(new($"{Units}/slipway-recover@.service", Recover));
        files.Add(NginxSite.StartDropIn);
        files.Add(new($"/etc/tmpfiles.d/slipway-{layout.Key}.conf", Folders(environment, layout)));
        return files;
    }

    // No limit of starts: an app that ends while its database is away must be back when the database is; RestartSec bounds the rate.
    // UMask 0006: the app makes the socket, and the web server's group must be able to write to it (PHP-FPM sets its socket's mode itself);
    // what it makes in shared folders, the deploy user's commands may write, too; others only pass through folders, to uploads made public.
    private static string Process(AppEnvironment environment, StackRecipe recipe, HostLayout layout, AppProcess process)
    {
        var isWeb = process.Name == Launcher.WebProcess;
        var text = new StringBuilder($"""
            # Written by Slipway; changes are overwritten.
            [Unit]
            Description={environment.App} {environment.Name}: {process.Name} of release %i
            After=network.target
            StartLimitIntervalSec=0

            [Service]
            Type=exec
            User={environment.RunUser}
            Group={environment.RunUser}
            WorkingDirectory={layout.Release("%i")}
            Environment=SLIPWAY_RELEASE=%i SLIPWAY_SOCKET={layout.Socket("%i")}
            EnvironmentFile={layout.Meta("%i")}/env

            """);
        if (isWeb && recipe.Listen == Listen.Port)
            text.Append($"EnvironmentFile={PortFile(layout)}\n");
        text.Append($"""
            ExecStart={layout.Meta("%i")}/{Launcher.Folder}/{process.Name}
            Restart=always
            RestartSec=1
            KillMode=mixed
            KillSignal={process.StopSignal}
            TimeoutStopSec={(int)process.StopTimeout.TotalSeconds}
            UMask=0006
            SyslogIdentifier={layout.UnitName(process.Name)}

            """);
        return text.Append(Hardening(recipe, layout, isWeb)).ToString();
    }

    // A worker has neither PrivateTmp nor PrivateDevices: both make folders in /tmp, and an undo starts the old workers again, also on a
    // full disk. DevicePolicy and the empty capabilities keep it from devices as well.
    // Not here: MemoryDenyWriteExecute (.NET, Node and PHP's JIT make code at run time), RestrictNamespaces (headless browsers in workers).
    private static string Hardening(StackRecipe recipe, HostLayout layout, bool isWeb)
    {
        var writable = recipe.Writable.Select(folder => $"-{layout.Release("%i")}/{folder}");
        var home = layout.Root.StartsWith("/home/", StringComparison.Ordinal) || layout.Root.StartsWith("/root/", StringComparison.Ordinal);
        return $"""
            NoNewPrivileges=yes
            {(isWeb ? "PrivateTmp=yes\nPrivateDevices=yes" : "DevicePolicy=closed")}
            ProtectSystem=strict
            ProtectHome={(home ? "no" : "yes")}
            ReadWritePaths={string.Join(' ', [layout.Run, "-" + layout.Shared, .. writable])}
            ProtectKernelTunables=yes
            ProtectKernelModules=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            ProtectClock=yes
            ProtectHostname=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
            LockPersonality=yes
            SystemCallArchitectures=native
            CapabilityBoundingSet=

            """;
    }

    // For apps that cannot listen on a Unix socket: the socket of the release leads to their loopback port.
    private static string PortSocket(AppEnvironment environment, HostLayout layout) => $"""
        # Written by Slipway; changes are overwritten.
        [Unit]
        Description={environment.App} {environment.Name}: socket of release %i

        [Socket]
        ListenStream={layout.Socket("%i")}
        SocketUser={environment.RunUser}
        SocketGroup=www-data
        SocketMode=0660
        Backlog=4096
        RemoveOnStop=yes

        """;

    private static string PortProxy(AppEnvironment environment, HostLayout layout) => $$"""
        # Written by Slipway; changes are overwritten.
        [Unit]
        Description={{environment.App}} {{environment.Name}}: socket to port of release %i
        Requires={{layout.UnitName(Port)}}@%i.socket
        After={{layout.UnitName(Port)}}@%i.socket {{layout.UnitName(Launcher.WebProcess)}}@%i.service

        [Service]
        User={{environment.RunUser}}
        Group={{environment.RunUser}}
        EnvironmentFile={{PortFile(layout)}}
        ExecStart=/lib/systemd/systemd-socket-proxyd --connections-max=4096 127.0.0.1:${PORT}
        Restart=on-failure
        RestartSec=1
        NoNewPrivileges=yes
        PrivateTmp=yes
        ProtectSystem=strict
        ProtectHome=yes

        """;

    private static string PortFile(HostLayout layout) => $"{layout.Run}/%i.port";

    // After nginx: what serves is proven through it. After the databases: an undo may restore a dump.
    private const string Recover = """
        # Written by Slipway; changes are overwritten.
        [Unit]
        Description=Slipway: finish or undo what was interrupted in %i, then start what serves
        After=network.target systemd-tmpfiles-setup.service nginx.service
        After=mariadb.service mysql.service postgresql.service redis-server.service
        RequiresMountsFor=/var/lib/slipway

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/var/lib/slipway/agent/current/slipway-agent recover %i
        TimeoutStartSec=15min

        [Install]
        WantedBy=multi-user.target

        """;

    // Setgid, so that sockets made in it belong to the web server's group, which may connect and nothing else.
    private static string Folders(AppEnvironment environment, HostLayout layout) => $"""
        # Written by Slipway; changes are overwritten.
        d /run/slipway 0755 root root
        d {layout.Run} 2750 {environment.RunUser} www-data

        """;
}
