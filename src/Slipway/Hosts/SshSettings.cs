namespace Slipway.Hosts;

/// <summary>How hosts are reached.</summary>
public sealed record SshSettings
{
    /// <summary>The project's own known_hosts file (<c>.slipway/known_hosts</c>), where new keys are written; null = only the user's.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>True: the key of a host that nobody knows yet is taken and written down. A changed key is refused always.</summary>
    public bool AcceptNewHostKeys { get; init; }

    /// <summary>How long the TCP connection and the key exchange may take.</summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take from the start of ssh to the agent's hello, without sending the agent.</summary>
    public TimeSpan HelloDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long sending the agent may take.</summary>
    public TimeSpan PushDeadline { get; init; } = TimeSpan.FromMinutes(5);

    public HostRights Rights { get; init; }

    /// <summary>Name or path of OpenSSH's client.</summary>
    public string Program { get; init; } = "ssh";

    /// <summary>The user's own ssh configuration; read after ours. Null = <c>~/.ssh/config</c>.</summary>
    public string? UserConfig { get; init; }

    /// <summary>More lines for the ssh configuration, before the user's: <c>IdentityFile /path</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Of the frame protocol after the hello.</summary>
    public Protocol.ProtocolOptions Protocol { get; init; } = new() { Greeting = "client" };
}
