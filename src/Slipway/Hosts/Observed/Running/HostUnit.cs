namespace Slipway.Hosts.Observed.Running;

/// <summary>A unit as systemd knows it.</summary>
/// <param name="Name">Its main name.</param>
public sealed record HostUnit(string Name)
{
    /// <summary>Other names of it: mysql.service of mariadb.service.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>loaded, not-found, masked, bad-setting.</summary>
    public required string Load { get; init; }

    /// <summary>active, inactive, failed, activating, reloading.</summary>
    public required string Active { get; init; }

    /// <summary>running, dead, exited, waiting, listening.</summary>
    public required string Sub { get; init; }

    /// <summary>enabled, disabled, static, masked, generated; null = it has no file.</summary>
    public string? Enabled { get; init; }

    public string? File { get; init; }

    /// <summary>Files that change it.</summary>
    public IReadOnlyList<string> DropIns { get; init; } = [];

    /// <summary>True when a file of it has changed since systemd read it.</summary>
    public bool NeedsReload { get; init; }

    public int? MainProcess { get; init; }

    /// <summary>When it last became active.</summary>
    public DateTimeOffset? ActiveSince { get; init; }

    /// <summary>success, exit-code, timeout, oom-kill, start-limit-hit.</summary>
    public string? Result { get; init; }

    /// <summary>Restarts by systemd itself since it was started.</summary>
    public int? Restarts { get; init; }

    /// <summary>no, always, on-failure.</summary>
    public string? RestartPolicy { get; init; }

    public string? User { get; init; }

    /// <summary>Bytes; null when not counted.</summary>
    public long? Memory { get; init; }

    /// <summary>Of a timer: when it last fired, when it will.</summary>
    public DateTimeOffset? LastTrigger { get; init; }
    public DateTimeOffset? NextTrigger { get; init; }

    /// <summary>Of a timer or socket: what it starts.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>Of a socket: where it listens.</summary>
    public IReadOnlyList<string> Listens { get; init; } = [];

    /// <summary>Sandbox settings that are on: NoNewPrivileges, PrivateTmp, ProtectSystem=strict.</summary>
    public IReadOnlyList<string> Sandbox { get; init; } = [];
}
