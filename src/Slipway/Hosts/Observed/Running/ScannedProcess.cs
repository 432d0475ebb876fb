namespace Slipway.Hosts.Observed.Running;

/// <param name="StartTicks">Of its start after the boot, in hundredths of a second.</param>
/// <param name="Sockets">Inodes.</param>
/// <param name="DeletedFiles">Paths of files that it holds open and that are gone.</param>
internal sealed record ScannedProcess(
    int Id, string Name, string? Unit, long StartTicks, IReadOnlyList<string> Sockets, IReadOnlyList<string> DeletedFiles);
