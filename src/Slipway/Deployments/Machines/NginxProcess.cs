using System.Globalization;
using Slipway.Processes;

namespace Slipway.Deployments.Machines;

/// <summary>The host's own nginx.</summary>
internal static class NginxProcess
{
    private const string IdFile = "/run/nginx.pid";

    /// <summary>The file alone proves nothing: one that was killed leaves it behind.</summary>
    public static bool Runs() =>
        File.Exists(IdFile) && int.TryParse(File.ReadAllText(IdFile), CultureInfo.InvariantCulture, out var id)
        && RunningProcesses.Title(id)?.StartsWith("nginx:", StringComparison.Ordinal) == true;
}
