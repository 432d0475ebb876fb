namespace Slipway.Hosts.Observed;

/// <summary>All questions of one round trip.</summary>
/// <param name="Questions">Each once.</param>
public sealed record ObserveRequest(IReadOnlyList<Question> Questions)
{
    /// <summary>The longest that one fact may take, milliseconds; then it is unknown.</summary>
    public int DeadlineMs { get; init; } = 10_000;
}
