namespace Slipway.Hosts.Local;

/// <summary>How a supervised process is.</summary>
/// <param name="Pid">Of the present or last instance; also the id of its process group and session. 0 when it was never started.</param>
/// <param name="Exit">Status of the last instance that ended, 128+n after signal n; null when none has.</param>
/// <param name="Since">When it came into this state, UTC.</param>
/// <param name="Restarts">How often it was started again after dying by itself.</param>
/// <param name="Listening">Whether it takes connections on its socket, or on its port; null when it has neither.</param>
/// <param name="Port">The loopback port that the server's own socket leads to; null when it listens on the socket itself.</param>
public sealed record LocalProcess(
    string Process,
    string Release,
    int Pid,
    LocalProcessState State,
    int? Exit,
    DateTimeOffset Since,
    int Restarts,
    bool? Listening,
    int? Port = null);
