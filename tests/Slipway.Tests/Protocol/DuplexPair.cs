using System.IO.Pipelines;
using Slipway.Protocol;

namespace Slipway.Tests.Protocol;

/// <summary>Two connections joined in memory. <see cref="StartAsync"/> starts both.</summary>
internal sealed class DuplexPair : IAsyncDisposable
{
    private DuplexPair(ProtocolOptions options, Pipe toServer, Pipe toClient)
    {
        ToServer = toServer;
        ToClient = toClient;
        Client = new FrameConnection(toClient.Reader.AsStream(), toServer.Writer.AsStream(), options with { Greeting = "client" });
        Server = new FrameConnection(toServer.Reader.AsStream(), toClient.Writer.AsStream(), options with { Greeting = "server" });
    }

    public FrameConnection Client { get; }

    public FrameConnection Server { get; }

    public Pipe ToServer { get; }

    public Pipe ToClient { get; }

    public static DuplexPair Make(ProtocolOptions? options = null)
    {
        var pipe = new PipeOptions(pauseWriterThreshold: 256 * 1024, resumeWriterThreshold: 128 * 1024);
        return new DuplexPair(options ?? Quiet, new Pipe(pipe), new Pipe(pipe));
    }

    /// <summary>No pings during a test.</summary>
    public static ProtocolOptions Quiet { get; } = new() { PingInterval = TimeSpan.FromHours(1), SilenceLimit = TimeSpan.FromHours(2) };

    public static async Task<DuplexPair> StartedAsync(Action<DuplexPair>? prepare = null, ProtocolOptions? options = null)
    {
        var pair = Make(options);
        prepare?.Invoke(pair);
        await pair.StartAsync();
        return pair;
    }

    public Task StartAsync() => Task.WhenAll(Client.StartAsync(), Server.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
