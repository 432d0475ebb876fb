namespace Slipway.Tests.Deployments.Support;

/// <summary>The system's time with waits that take a fiftieth: for waits whose length does not matter to the test.</summary>
internal sealed class FastTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / 50, period == Timeout.InfiniteTimeSpan ? period : period / 50);
}
