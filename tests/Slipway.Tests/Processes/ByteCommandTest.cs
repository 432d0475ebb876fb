using System.Diagnostics;
using System.Text;
using Slipway.Processes;
using Xunit;

namespace Slipway.Tests.Processes;

public class ByteCommandTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_arrive_as_they_are()
    {
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        var ended = await ByteCommand.RunAsync(new CommandLine("cat") { Input = bytes }, 1 << 20, Cancel);
        Assert.Equal((0, ""), (ended.Exit, ended.Errors));
        Assert.Equal(bytes, ended.Output);
    }

    [Fact]
    public async Task Exit_status_and_errors_are_told()
    {
        var ended = await ByteCommand.RunAsync(Sh("echo out; echo ' what is wrong ' >&2; exit 3"), 1 << 20, Cancel);
        Assert.Equal((3, "out\n", "what is wrong"), (ended.Exit, Encoding.UTF8.GetString(ended.Output), ended.Errors));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_127()
    {
        var ended = await ByteCommand.RunAsync(new CommandLine("/nonexistent/git"), 1 << 20, Cancel);
        Assert.Equal(127, ended.Exit);
        Assert.StartsWith("/nonexistent/git: ", ended.Errors);
    }

    [Fact]
    public async Task The_deadline_ends_it()
    {
        var ended = await ByteCommand.RunAsync(Sh("echo begun; exec sleep 600") with { Deadline = TimeSpan.FromMilliseconds(200) }, 1 << 20, Cancel);
        Assert.Equal((-1, "sh did not finish within 0 s", "begun\n"), (ended.Exit, ended.Errors, Encoding.UTF8.GetString(ended.Output)));
    }

    [Fact]
    public async Task Too_much_output_ends_it_at_once()
    {
        var started = Stopwatch.StartNew();
        await Assert.ThrowsAsync<InvalidDataException>(() => ByteCommand.RunAsync(new CommandLine("yes") { Deadline = TimeSpan.FromMinutes(5) }, 100_000, Cancel));
        Assert.True(started.Elapsed < TimeSpan.FromMinutes(4), "it went on until its deadline");
    }

    [Fact]
    public async Task Cancelled_it_ends_with_its_process()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var process = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = ByteCommand.RunAsync(Sh("echo $$; exec sleep 600") with { Deadline = TimeSpan.FromMinutes(5) }, async (stream, token) =>
        {
            using var reader = new StreamReader(stream);
            process.SetResult(int.Parse((await reader.ReadLineAsync(token))!));
            await reader.ReadToEndAsync(token);
        }, cancel.Token);
        var id = await process.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.False(Directory.Exists($"/proc/{id}"), $"process {id} lives on");
    }

    [Fact]
    public async Task A_program_that_does_not_read_its_input_is_no_error()
    {
        var ended = await ByteCommand.RunAsync(Sh("exit 0") with { Input = new byte[1 << 20] }, 1 << 20, Cancel);
        Assert.Equal((0, ""), (ended.Exit, ended.Errors));
    }

    private static CommandLine Sh(string script) => new("sh", "-c", script);
}
