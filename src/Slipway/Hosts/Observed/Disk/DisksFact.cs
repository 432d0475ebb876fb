namespace Slipway.Hosts.Observed.Disk;

/// <param name="Paths">Which file systems: of these paths, which need not exist; empty = all that hold files of this host.</param>
public sealed record DisksQuestion(IReadOnlyList<string> Paths) : Question<DisksFact>;

public sealed record DisksFact(IReadOnlyList<DiskSpace> Disks) : Fact;
