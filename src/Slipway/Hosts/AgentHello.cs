using System.Globalization;

namespace Slipway.Hosts;

/// <summary>What an agent says of itself in its hello line.</summary>
/// <param name="Version">Its release.</param>
/// <param name="ProcessId">On the host.</param>
/// <param name="User">Effective user id; 0 = root.</param>
/// <param name="HostName">The host's own name.</param>
public sealed record AgentHello(string Version, int ProcessId, int User, string HostName)
{
    public override string ToString() => $"agent {Version} {ProcessId} {User} {HostName}";

    /// <returns>Null when the line is none of an agent.</returns>
    public static AgentHello? Parse(string greeting) =>
        greeting.Split(' ', 5) is ["agent", var version, var pid, var user, var name]
        && int.TryParse(pid, CultureInfo.InvariantCulture, out var processId)
        && int.TryParse(user, CultureInfo.InvariantCulture, out var userId)
            ? new AgentHello(version, processId, userId, name)
            : null;
}
