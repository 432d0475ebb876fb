namespace Slipway.Lab;

/// <summary>Polls a condition with a deadline and a name.</summary>
internal static class Wait
{
    public static async Task<bool> UntilAsync(Func<bool> condition, TimeSpan deadline, int everyMilliseconds = 10)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > deadline) return false;
            await Task.Delay(everyMilliseconds);
        }

        return true;
    }

    public static async Task RequireAsync(Func<bool> condition, TimeSpan deadline, string what)
    {
        if (!await UntilAsync(condition, deadline))
            throw new LabException($"{what} did not happen within {deadline.TotalSeconds} s.");
    }
}
