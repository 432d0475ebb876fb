namespace Slipway.Hosts.Local;

/// <summary>A process that shall run until it is stopped.</summary>
public sealed record LocalStart
{
    /// <summary>web or a worker's name; together with <see cref="Release"/> the key.</summary>
    public required string Process { get; init; }

    public required string Release { get; init; }

    /// <summary>Words; the program is found on the PATH of <see cref="Env"/> or is a path.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Where it starts.</summary>
    public required string Folder { get; init; }

    /// <summary>Its variables. PATH, HOME, USER, LOGNAME, LANG, TMPDIR and DOTNET_ROOT come from the server when not given; nothing else does.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>The Unix socket it will listen on: a stale one is removed before each start and after the end.</summary>
    public string? Socket { get; init; }

    /// <summary>
    /// True when it cannot listen on a Unix socket: it gets a free loopback port as PORT, the same at each restart, and
    /// the server itself listens on <see cref="Socket"/> and carries the bytes to that port.
    /// </summary>
    public bool Port { get; init; }

    /// <summary>What asks it to end when the whole server stops.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>Seconds until it is killed when the whole server stops.</summary>
    public double StopSeconds { get; init; } = 10;
}
