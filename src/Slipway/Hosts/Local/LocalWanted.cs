namespace Slipway.Hosts.Local;

/// <summary>A line of <see cref="LocalSite.ProcessesFile"/>: what shall run, and the instance that last ran.</summary>
/// <param name="Pid">0 = none.</param>
/// <param name="StartTicks">Start time of that process as the kernel tells it; with <paramref name="Boot"/> it makes the id unique.</param>
/// <param name="Boot">The kernel's boot id.</param>
internal sealed record LocalWanted(LocalStart Start, int Pid, long StartTicks, string Boot);
