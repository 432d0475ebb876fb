using System.Net.Sockets;
using System.Text.Json;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Hosts;
using Slipway.Hosts.Local;

namespace Slipway.Deployments.Proof;

/// <summary>
/// Proves which release answers: the web server resolves the request to it, the peer behind its socket is a process whose folder
/// is that release (of an app on a port: the peer is the bridge, and such a process listens on the port), and a health answer that names a release must name this one.
/// </summary>
public static class ReleaseProof
{
    /// <param name="healthy">The answer must also be the one that means healthy: what visitors get counts, not only who gives it.</param>
    /// <returns>Null when proven, else what contradicts it.</returns>
    public static async Task<string?> ContradictionAsync(
        IMachine machine, HostLayout layout, HealthProbe health, string release, string entrance, CancellationToken cancel, bool healthy = false)
    {
        using var client = new EntranceClient(entrance);
        var answer = await client.GetAsync(health.Path, health.Host, health.Scheme, cancel);
        if (answer.Release != release)
            return answer.Release is null ? $"the web server's entrance does not answer: {answer.Describe()}" : $"the web server's entrance leads to release {answer.Release}, not to {release}";
        if (AnswerContradiction(answer.Body, release) is { } named)
            return named;
        return await ProcessContradictionAsync(machine, layout, health, release, cancel)
            ?? (healthy && answer.Status != health.Expect ? $"GET {health.Path} must answer {health.Expect}; it answers {answer.Describe()}" : null);
    }

    private static async Task<string?> ProcessContradictionAsync(IMachine machine, HostLayout layout, HealthProbe health, string release, CancellationToken cancel)
    {
        if (!health.HasProcess)
            return null;
        var state = await machine.StateAsync(new PlannedProcess(PlannedProcess.Web, TimeSpan.Zero), release, cancel);
        if (!state.Running)
            return $"the web process of {release} does not run ({state.Detail})";
        if (FolderContradiction(layout, release, state.MainProcess, "the web process") is { } wrong)
            return wrong;
        return SocketContradiction(layout, release, state.Ported);
    }

    /// <summary>Null when the process works in the release's folder, else what is wrong.</summary>
    public static string? FolderContradiction(HostLayout layout, string release, int process, string what)
    {
        var folder = new FileInfo($"/proc/{process}/cwd").LinkTarget;
        if (folder is null)
            return $"{what} (process {process}) has gone";
        var wanted = Directory.Exists(layout.Release(release)) ? LocalNative.RealPath(layout.Release(release)) : layout.Release(release);
        return folder == wanted || folder.StartsWith(wanted + "/", StringComparison.Ordinal)
            ? null
            : $"{what} (process {process}) works in {folder}, not in release {release}";
    }

    /// <summary>What a health answer says about its release; null when it agrees or says nothing.</summary>
    public static string? AnswerContradiction(string body, string release)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("release", out var named)
                && named.ValueKind == JsonValueKind.String
                && named.GetString() is { Length: > 0 } other && other != release
                ? $"the health answer names release {other}, not {release}"
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string? SocketContradiction(HostLayout layout, string release, PortedSocket? ported)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(layout.Socket(release)));
            const int solSocket = 1, soPeerCred = 17;
            Span<byte> credentials = stackalloc byte[12];
            socket.GetRawSocketOption(solSocket, soPeerCred, credentials);
            var process = BitConverter.ToInt32(credentials);
            if (ported is null)
                return FolderContradiction(layout, release, process, "the listener on the release's socket");
            return process == ported.Bridge
                ? PortContradiction(layout, release, ported.Port)
                : $"the socket of release {release} leads to process {process}, not to the one that carries it to port {ported.Port} (process {ported.Bridge})";
        }
        catch (SocketException e)
        {
            return $"the socket of release {release} cannot be reached: {e.Message}";
        }
    }

    // Of the processes that share a listener one in the release is enough: it is the same socket.
    private static string? PortContradiction(HostLayout layout, string release, int port)
    {
        var listeners = LoopbackListeners.Of(port);
        if (listeners.Count == 0)
            return $"nobody listens on port {port}, to which the socket of release {release} leads";
        foreach (var holders in listeners)
        {
            var contradictions = holders.Select(process => FolderContradiction(layout, release, process, $"the listener on port {port}")).ToList();
            if (!contradictions.Contains(null))
                return contradictions.FirstOrDefault() ?? $"a process that may not be looked into listens on port {port}, to which the socket of release {release} leads";
        }

        return null;
    }
}
