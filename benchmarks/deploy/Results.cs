namespace Slipway.DeployBenchmark;

/// <summary>All that was measured in one run.</summary>
internal sealed record Results(Options Options, int FilesFromPackages, long Bytes, MachineDescription Machine)
{
    /// <summary>By round trip in milliseconds (0 = the lab's own network): the times of each tool.</summary>
    public List<(int RoundTrip, Dictionary<string, Series> Times)> Deploys { get; } = [];

    public Dictionary<string, Series> Steps { get; set; } = [];

    public SlipwayRounds Own { get; set; } = null!;

    public Dictionary<string, LoadTally> Loads { get; } = [];

    public long ClientBytes { get; } = new FileInfo(Places.Client).Length;

    public long AgentBytes { get; } = new FileInfo(Places.Agent).Length;

    public long AgentPackedBytes { get; } = new FileInfo(Places.Agent + ".gz").Length;
}
