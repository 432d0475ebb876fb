using System.Net;
using System.Net.Sockets;
using Xunit;
using static Slipway.Lab.Tests.ScriptedHttpServer;

namespace Slipway.Lab.Tests;

public sealed class LoadClientTest
{
    [Fact]
    public async Task Counts_whole_answers_on_one_connection()
    {
        using var server = new ScriptedHttpServer(Ok("one"), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4;x=y\r\nmore\r\n0\r\n\r\n", Ok("one"));
        var bodies = new List<string>();

        var report = await RunAsync(server, 3, (_, _, body) =>
        {
            bodies.Add(System.Text.Encoding.ASCII.GetString(body));
            return true;
        });

        Assert.Equal((3, 0, 0, 0), (report.Requests, report.Failed, report.Mixed, report.Reconnects));
        Assert.Equal(["one", "onemore", "one"], bodies);
        Assert.Equal("GET /page HTTP/1.1\r\nHost: example.com\r\nUser-Agent: slipway-lab\r\nAccept: */*\r\n\r\n", server.Requests[2]);
    }

    [Fact]
    public async Task Announced_close_is_no_failure()
    {
        using var server = new ScriptedHttpServer(Ok("one", "Connection: close\r\n") + Close, Ok("two"));

        var report = await RunAsync(server, 3);

        Assert.Equal((3, 0, 1), (report.Requests, report.Failed, report.Reconnects));
    }

    [Fact]
    public async Task Close_without_an_announcement_fails_the_next_request_once()
    {
        using var server = new ScriptedHttpServer(Ok("one") + Close, Ok("two"));

        var report = await RunAsync(server, 3);

        Assert.Equal((3, 1, 0), (report.Requests, report.Failed, report.Reconnects));
        Assert.Contains(Assert.Single(report.Failures).Key, (string[])["closed without an answer", "reset"]);
    }

    [Fact]
    public async Task Other_statuses_and_broken_answers_are_failures_of_their_kind()
    {
        using var server = new ScriptedHttpServer(
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf" + Close,
            "SSH-2.0-x\r\n\r\n" + Close,
            Ok("one"));

        var report = await RunAsync(server, 5);

        Assert.Equal((5, 4), (report.Requests, report.Failed));
        Assert.Equal(["closed within the answer", "no HTTP answer", "status 302", "status 502"], report.Failures.Keys.Order(StringComparer.Ordinal));
        Assert.EndsWith("GET /page: status 502", report.Samples[0]);
    }

    [Fact]
    public async Task Validator_that_refuses_makes_a_mixed_answer()
    {
        using var server = new ScriptedHttpServer(Ok("old"), Ok("new"), Ok("old"));

        var report = await RunAsync(server, 3, (_, _, body) => body.SequenceEqual("old"u8));

        Assert.Equal((3, 0, 1), (report.Requests, report.Failed, report.Mixed));
        Assert.EndsWith("GET /page: mixed: 3 bytes that end in \"new\"", report.Samples[0]);
    }

    [Fact]
    public async Task Answer_that_never_comes_fails_after_its_deadline()
    {
        using var server = new ScriptedHttpServer(Silence);
        await using var load = LoadClient.Start(Options(server.EndPoint, 1) with { RequestDeadline = TimeSpan.FromMilliseconds(100) });

        var report = await load.Completion;

        Assert.Equal(["no whole answer in time"], report.Failures.Keys);
    }

    [Fact]
    public async Task Refused_connection_is_a_failure()
    {
        using var unused = new Socket(SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var load = LoadClient.Start(Options(new(IPAddress.Loopback, ((IPEndPoint)unused.LocalEndPoint!).Port), 2));

        var report = await load.Completion;

        Assert.Equal(2, report.Failures["refused"]);
    }

    [Fact]
    public async Task Post_sends_its_body_and_count_bounds_all_connections_together()
    {
        using var server = new ScriptedHttpServer(Ok("stored"));
        await using var load = LoadClient.Start(new(server.EndPoint, [LoadRequest.Post("example.com", "/upload", "hello"u8.ToArray(), "text/plain")])
        {
            Connections = 4,
            MaxRequests = 41,
        });

        var report = await load.Completion;

        Assert.Equal((41, 0), (report.Requests, report.Failed));
        Assert.EndsWith("Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello", server.Requests[40]);
    }

    [Fact]
    public async Task Stop_finishes_the_requests_under_way()
    {
        using var server = new ScriptedHttpServer(Ok("one"));
        await using var load = LoadClient.Start(Options(server.EndPoint, long.MaxValue));
        while (load.Report.Requests < 10) await Task.Yield();

        var report = await load.StopAsync();

        Assert.Equal(0, report.Failed);
        Assert.Equal(report.Requests, load.Report.Requests);
    }

    [Fact]
    public void Histogram_is_right_to_two_percent_and_exact_at_the_top()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 1000; i++) histogram.Add(TimeSpan.FromMilliseconds(i));

        Assert.InRange(histogram.Quantile(0.5).TotalMilliseconds, 500, 510);
        Assert.InRange(histogram.Quantile(0.99).TotalMilliseconds, 990, 1000);
        Assert.Equal(1000, histogram.Max.TotalMilliseconds);
    }

    private static LoadOptions Options(IPEndPoint server, long count) =>
        new(server, [LoadRequest.Get("example.com", "/page")]) { Connections = 1, MaxRequests = count };

    private static async Task<LoadReport> RunAsync(ScriptedHttpServer server, long count, LoadValidator? validate = null)
    {
        await using var load = LoadClient.Start(Options(server.EndPoint, count) with { Validate = validate });
        return await load.Completion;
    }
}
