using Slipway.Deployments.Coordination;
using Slipway.Deployments.Sessions;
using Slipway.Problems;
using Slipway.Tests.Deployments.Support;
using Xunit;

namespace Slipway.Tests.Deployments.Sessions;

/// <summary>Through client, protocol and agent.</summary>
public sealed class ExecBytesTest : IDisposable
{
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Bytes_go_in_and_come_back_as_they_are()
    {
        var given = new byte[300_000];
        new Random(7).NextBytes(given);
        AssertIs(0, given, await RunAsync(new MemoryStream(given), "cat"));
    }

    [Fact]
    public async Task Nothing_is_added_and_errors_come_apart()
    {
        var lines = new List<string>();
        AssertIs(3, "a\tb\r\nno line end"u8.ToArray(), await RunAsync(null, lines, "sh", "-c", "printf 'a\\tb\\r\\nno line end'; echo oh >&2; exit 3"));
        Assert.Equal(["stderr oh"], lines);
    }

    [Fact]
    public async Task A_command_that_reads_nothing_ends_although_the_input_stays_open() =>
        AssertIs(0, "x\n"u8.ToArray(), await RunAsync(new OpenStream(), "echo", "x"));

    [Fact]
    public async Task What_is_no_program_is_told()
    {
        var lines = new List<string>();
        Assert.Equal(127, (await RunAsync(null, lines, "no-such-program")).Exit);
        Assert.Contains(lines, l => l.Contains("no-such-program", StringComparison.Ordinal));
    }

    private static void AssertIs(int exit, byte[] output, (int Exit, byte[] Output) found)
    {
        Assert.Equal(exit, found.Exit);
        Assert.Equal(output, found.Output);
    }

    private Task<(int Exit, byte[] Output)> RunAsync(Stream? input, params string[] words) => RunAsync(input, [], words);

    private async Task<(int Exit, byte[] Output)> RunAsync(Stream? input, List<string> lines, params string[] words)
    {
        await _host.DeployedAsync(1, null);
        await using var session = await new TestAgentHost(_host).OpenAsync();
        session.OnLine = line => lines.Add($"{line.Process} {line.Line}");
        using var output = new MemoryStream();
        var request = new ExecRequest(_host.Layout, words, true, "deploy", "shop");
        var exit = await session.ExecBytesAsync(request, input, bytes => bytes.CopyToAsync(output), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        return (exit, output.ToArray());
    }

    /// <summary>A terminal or pipe in which nobody writes.</summary>
    private sealed class OpenStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
