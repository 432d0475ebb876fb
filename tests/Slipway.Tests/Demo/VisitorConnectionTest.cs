using Slipway.Cli.Demo;
using Xunit;

namespace Slipway.Tests.Demo;

public class VisitorConnectionTest
{
    [Fact]
    public async Task Answers_come_one_after_another_on_one_connection()
    {
        using var site = new ScriptedSite(ScriptedSite.Ok("één"), "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n");
        using var connection = new VisitorConnection(site.Address);
        Assert.Equal(new WebAnswer(200, "één", false), await connection.GetAsync("/"));
        Assert.Equal(new WebAnswer(200, "abc0123456789", false), await connection.GetAsync("/"));
        Assert.Equal(new WebAnswer(204, "", false), await connection.PostAsync("/", "text/plain", "body"u8.ToArray()));
        Assert.Equal(1, site.Connections);
    }

    [Fact]
    public async Task A_close_that_was_announced_costs_nothing()
    {
        using var site = new ScriptedSite(ScriptedSite.Ok("a", "Connection: close\r\n") + ScriptedSite.Close, ScriptedSite.Ok("b"));
        using var connection = new VisitorConnection(site.Address);
        Assert.Equal("a", (await connection.GetAsync("/")).Body);
        Assert.Equal("b", (await connection.GetAsync("/")).Body);
        Assert.Equal(2, site.Connections);
    }

    [Theory]
    [InlineData(ScriptedSite.Close, "closed without an answer")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab" + ScriptedSite.Close, "closed within the answer")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le" + ScriptedSite.Close, "closed within the answer")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n" + ScriptedSite.Close, "closed within the answer")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n" + ScriptedSite.Close, "a broken chunk")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nwhatever" + ScriptedSite.Close, "an answer without a length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "a wrong length")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", "no HTTP answer")]
    [InlineData(ScriptedSite.Reset, "reset")]
    public async Task An_answer_that_is_not_whole_is_a_failure(string answer, string how)
    {
        using var site = new ScriptedSite(answer);
        using var connection = new VisitorConnection(site.Address);
        var failure = await Assert.ThrowsAsync<VisitFailedException>(() => connection.GetAsync("/"));
        Assert.Equal(how, failure.Message);
    }

    [Fact]
    public async Task A_close_between_two_answers_that_was_not_announced_is_a_failure_and_not_retried()
    {
        using var site = new ScriptedSite(ScriptedSite.Ok("a") + ScriptedSite.Close, ScriptedSite.Ok("b"));
        using var connection = new VisitorConnection(site.Address);
        await connection.GetAsync("/");
        var failure = await Assert.ThrowsAsync<VisitFailedException>(() => connection.GetAsync("/"));
        Assert.Contains(failure.Message, (string[])["closed without an answer", "reset"]);
        Assert.Equal(1, site.Connections);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure()
    {
        Uri gone;
        using (var site = new ScriptedSite(ScriptedSite.Ok("a")))
            gone = site.Address;
        using var connection = new VisitorConnection(gone);
        Assert.Equal("refused", (await Assert.ThrowsAsync<VisitFailedException>(() => connection.GetAsync("/"))).Message);
    }
}
