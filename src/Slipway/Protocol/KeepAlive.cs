namespace Slipway.Protocol;

/// <summary>Sends pings and notices silence. A pause of our own process is not the peer's silence.</summary>
internal sealed class KeepAlive(ProtocolOptions options, Outbox outbox)
{
    private long _heard = options.Time.GetTimestamp();
    private int _paused;

    public void Heard() => Volatile.Write(ref _heard, options.Time.GetTimestamp());

    /// <summary>While the reader is held up by us, nothing can be heard.</summary>
    public void Pause() => Interlocked.Exchange(ref _paused, 1);

    public void Resume()
    {
        Heard();
        Interlocked.Exchange(ref _paused, 0);
    }

    /// <summary>Returns when the peer was silent for too long.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        while (true)
        {
            var before = options.Time.GetTimestamp();
            outbox.Post(OutFrame.Make(FrameType.Ping, 0));
            await Task.Delay(options.PingInterval, options.Time, cancel);
            if (options.Time.GetElapsedTime(before) > 2 * options.PingInterval)
                Heard();
            if (Volatile.Read(ref _paused) == 0 && options.Time.GetElapsedTime(Volatile.Read(ref _heard)) >= options.SilenceLimit)
                return;
        }
    }
}
