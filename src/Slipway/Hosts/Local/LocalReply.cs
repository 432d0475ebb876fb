using Slipway.Problems;

namespace Slipway.Hosts.Local;

/// <summary>The answer to a <see cref="LocalRequest"/>; what does not apply is absent.</summary>
internal sealed record LocalReply
{
    public Problem? Problem { get; init; }
    public IReadOnlyList<LocalProcess>? Processes { get; init; }
    public string? Text { get; init; }
    public string? Url { get; init; }
    public IReadOnlyList<ReleaseTraffic>? Traffic { get; init; }
}
