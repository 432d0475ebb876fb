namespace Slipway.Cli.Local;

/// <summary>How soon a process that died is started again: after 50 ms, then twice as long each time; six deaths in 30 s end it.</summary>
internal sealed class RestartBudget(TimeProvider time)
{
    private const int Most = 5;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private readonly Queue<DateTimeOffset> _deaths = new();

    /// <summary>Counts a death. Null = don't start it again.</summary>
    public TimeSpan? NextDelay()
    {
        var now = time.GetUtcNow();
        while (_deaths.TryPeek(out var oldest) && now - oldest > Window)
            _deaths.Dequeue();
        _deaths.Enqueue(now);
        return _deaths.Count > Most ? null : First * Math.Pow(2, _deaths.Count - 1);
    }
}
