using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;

namespace Slipway.Processes;

/// <summary>
/// Runs a program of which we write standard input, read standard output, or both, as bytes in bounded memory. When our
/// side fails (a full disk, a broken file) the program is ended at once: it must not wait for ever on a full pipe.
/// </summary>
public static class StreamCommand
{
    private const int BrokenPipe = 32;
    private const int ConnectionReset = 104;
    private static readonly TimeSpan DrainAfterExit = TimeSpan.FromSeconds(5);

    /// <param name="write">Writes standard input, which is closed after it; null = empty. A program that stops reading ends it quietly.</param>
    /// <param name="read">Reads standard output to its end; null = its text is kept in the result.</param>
    /// <returns>As <see cref="Command.RunAsync"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process tree has ended.</exception>
    public static async Task<CommandResult> RunAsync(
        CommandLine command, Func<Stream, CancellationToken, Task>? write, Func<Stream, CancellationToken, Task>? read, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = new Process();
        try
        {
            process.StartInfo = Command.StartInfo(command);
#pragma warning disable RS0030 // beside Command an owner of Process.Start
            process.Start();
#pragma warning restore RS0030
        }
        catch (Win32Exception e)
        {
            return new CommandResult(127, "", $"{command.Program}: {e.Message}", false, false, Stopwatch.GetElapsedTime(started));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(command.Deadline);
        var output = new OutputTail(command.KeepCharacters);
        var errors = new OutputTail(command.KeepCharacters);
        var pipes = new List<Task>
        {
            WriteAsync(process, write, limit.Token),
            read is null ? TextAsync(process.StandardOutput, output, command, false) : read(process.StandardOutput.BaseStream, limit.Token),
            TextAsync(process.StandardError, errors, command, true),
        };
        var timedOut = await WaitAsync(process, pipes, limit.Token);
        cancel.ThrowIfCancellationRequested();
        var drained = await DrainAsync(pipes, timedOut);
        return new CommandResult(process.ExitCode, output.ToString(), errors.ToString(), timedOut, !drained, Stopwatch.GetElapsedTime(started));
    }

    /// <returns>True when the deadline passed.</returns>
    private static async Task<bool> WaitAsync(Process process, List<Task> pipes, CancellationToken limit)
    {
        var exit = Command.ExitAsync(process, limit);
        var left = new List<Task>(pipes) { exit };
        while (!exit.IsCompleted)
        {
            var first = await Task.WhenAny(left);
            left.Remove(first);
            if (first.IsCompletedSuccessfully)
                continue;
            await Command.EndAsync(process);
            if (first != exit && !limit.IsCancellationRequested)
                await first;
            return true;
        }

        if (exit.IsCompletedSuccessfully)
            return false;
        await Command.EndAsync(process);
        return true;
    }

    private static async Task<bool> DrainAsync(List<Task> pipes, bool timedOut)
    {
        var all = Task.WhenAll(pipes);
        var first = await Task.WhenAny(all, Task.Delay(DrainAfterExit, TimeProvider.System, CancellationToken.None));
        if (first != all)
            return false;
        if (!timedOut)
            await all;
        return all.IsCompletedSuccessfully;
    }

    private static async Task WriteAsync(Process process, Func<Stream, CancellationToken, Task>? write, CancellationToken cancel)
    {
        try
        {
            if (write is not null)
                await write(process.StandardInput.BaseStream, cancel);
            process.StandardInput.Close();
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // The program ended or closed its input without reading all: its exit status tells the rest.
        }
    }

    /// <summary>The runtime's pipes to a child are sockets where the system has them.</summary>
    private static bool IsBrokenPipe(IOException e) => e.HResult == BrokenPipe || e.InnerException is SocketException { NativeErrorCode: BrokenPipe or ConnectionReset };

    private static async Task TextAsync(StreamReader reader, OutputTail tail, CommandLine command, bool isError)
    {
        await foreach (var line in BoundedLines.ReadAsync(reader, command.KeepCharacters))
        {
            tail.Add(line);
            if (command.OnLine is { } tell)
                await tell(isError, line);
        }
    }
}
