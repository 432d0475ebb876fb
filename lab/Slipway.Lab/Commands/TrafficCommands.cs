using System.Net;

namespace Slipway.Lab.Commands;

/// <summary>The relay and the load client by hand. Neither needs root.</summary>
internal static class TrafficCommands
{
    public static async Task<int> RelayAsync(Arguments arguments)
    {
        var port = arguments.Number("--listen", 0);
        var delay = TimeSpan.FromMilliseconds(arguments.Number("--delay", 0));
        var target = arguments.Next("The target").Split(':');
        arguments.End();
        if (target.Length != 2) throw new UsageException("The target is ADDRESS:PORT.");
        await using var relay = Relay.Start(target[0], Arguments.ParseNumber("port", target[1]), delay, port);
        Console.WriteLine($"127.0.0.1:{relay.Port} -> {target[0]}:{target[1]}, {2 * delay.TotalMilliseconds} ms round trip; s stall, c cut, d drop, r resume, q quit");
        while (await Console.In.ReadLineAsync() is { } line && line != "q")
        {
            if (line == "s") relay.Stall();
            else if (line == "c") relay.Cut();
            else if (line == "d") relay.Drop();
            else if (line == "r") relay.Resume();
            Console.WriteLine($"{relay.Connections} connections, {relay.BytesUp} bytes up, {relay.BytesDown} down");
        }

        return 0;
    }

    public static async Task<int> LoadAsync(Arguments arguments)
    {
        var connections = arguments.Number("--connections", 10);
        var seconds = arguments.Number("--seconds", 10);
        var name = arguments.Option("--host");
        if (!Uri.TryCreate(arguments.Next("The address"), UriKind.Absolute, out var uri) || uri.Scheme != "http" || !IPAddress.TryParse(uri.Host, out var address))
            throw new UsageException("The address is http://IP[:PORT]/PATH; --host gives the name for the Host header.");
        arguments.End();
        await using var load = LoadClient.Start(new(new(address, uri.Port), [LoadRequest.Get(name ?? uri.Authority, uri.PathAndQuery)])
        {
            Connections = connections,
            MaxTime = TimeSpan.FromSeconds(seconds),
        });
        var report = await load.Completion;
        Console.WriteLine(report);
        return report.Failed + report.Mixed > 0 ? 1 : 0;
    }
}
