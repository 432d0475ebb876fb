using System.ComponentModel;
using System.Diagnostics;
using Slipway.Files;

namespace Slipway.Processes;

/// <summary>
/// Runs a program with a deadline. Standard input, output and error move at the same time; a grandchild that keeps a pipe
/// open cannot hang us; cancelling ends the whole process tree (TERM, then KILL after five seconds).
/// </summary>
public static class Command
{
    private static readonly TimeSpan DrainAfterExit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private const int SigTerm = 15;

    /// <summary>More than two pipes and our buffers hold, in characters.</summary>
    private const int MostInPipes = 1 << 19;

    /// <returns>The result, whatever the exit status. A program that cannot be started gives exit 127 and the reason in <see cref="CommandResult.Errors"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process tree has ended.</exception>
    public static async Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancel = default)
    {
        var started = Stopwatch.GetTimestamp();
        var output = new OutputTail(command.KeepCharacters);
        var errors = new OutputTail(command.KeepCharacters);
        using var process = new Process();
        try
        {
            process.StartInfo = StartInfo(command);
#pragma warning disable RS0030 // the one owner of Process.Start
            process.Start();
#pragma warning restore RS0030
        }
        catch (Win32Exception e)
        {
            return new CommandResult(127, "", $"{command.Program}: {e.Message}", false, false, Stopwatch.GetElapsedTime(started));
        }

        var taker = new LineTaker(command.OnLine);
        var pipes = Task.WhenAll(
            WriteAsync(process, command.Input),
            ReadAsync(process.StandardOutput, false, output, command, taker),
            ReadAsync(process.StandardError, true, errors, command, taker));
        var timedOut = await WaitAsync(process, command.Deadline, cancel);
        await DrainAsync(pipes, taker, command.LeavesProcess ? TimeSpan.Zero : DrainAfterExit, cancel);
        cancel.ThrowIfCancellationRequested();
        return new CommandResult(process.ExitCode, output.ToString(), errors.ToString(), timedOut, !pipes.IsCompletedSuccessfully, Stopwatch.GetElapsedTime(started));
    }

    /// <exception cref="Win32Exception">There is no such program.</exception>
    internal static ProcessStartInfo StartInfo(CommandLine command)
    {
        const int missing = 2;
        var info = new ProcessStartInfo(ProgramLookup.Find(command) ?? throw new Win32Exception(missing), command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.Folder ?? "",
        };
        if (command.CleanEnvironment)
            info.Environment.Clear();
        foreach (var (name, value) in command.Variables)
        {
            if (value is null)
                info.Environment.Remove(name);
            else
                info.Environment[name] = value;
        }

        return info;
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte>? input)
    {
        try
        {
            if (input is { } bytes)
                await process.StandardInput.BaseStream.WriteAsync(bytes);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended or closed its input without reading all: its exit status tells the rest.
        }
    }

    private static async Task ReadAsync(StreamReader reader, bool isError, OutputTail tail, CommandLine command, LineTaker taker)
    {
        await foreach (var line in BoundedLines.ReadAsync(reader, command.KeepCharacters))
        {
            tail.Add(line);
            await taker.TakeAsync(isError, line);
        }
    }

    /// <summary>
    /// After the program's end: what it left in the pipes is taken, however slowly, but a grandchild that keeps them open is waited
    /// for no longer than <paramref name="longest"/>, also when it goes on writing.
    /// </summary>
    private static async Task DrainAsync(Task pipes, LineTaker taker, TimeSpan longest, CancellationToken cancel)
    {
        var (atExit, last) = (taker.Characters, -1L);
        for (var waited = TimeSpan.Zero; !pipes.IsCompleted && waited < longest && !cancel.IsCancellationRequested;)
        {
            await Task.WhenAny(pipes, Task.Delay(Look, TimeProvider.System, CancellationToken.None));
            var now = taker.Characters;
            if ((!taker.Takes && now == last) || now - atExit > MostInPipes)
                waited += Look;
            last = now;
        }
    }

    private static async Task<bool> WaitAsync(Process process, TimeSpan deadline, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadline);
        try
        {
            await ExitAsync(process, limit.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            return !cancel.IsCancellationRequested;
        }
    }

    // WaitForExitAsync also waits for redirected pipes to close, which a daemonised grandchild can prevent for ever.
    internal static async Task ExitAsync(Process process, CancellationToken cancel)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited)
            return;
        await exited.Task.WaitAsync(cancel);
    }

    internal static async Task EndAsync(Process process)
    {
        Posix.Signal(process.Id, SigTerm);
        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await ExitAsync(process, grace.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await ExitAsync(process, CancellationToken.None);
        }
    }

    /// <summary>Hands lines on and knows whether somebody is at it.</summary>
    private sealed class LineTaker(Func<bool, string, ValueTask>? onLine)
    {
        private int _taking;
        private long _characters;

        /// <summary>Of the lines so far.</summary>
        public long Characters => Interlocked.Read(ref _characters);

        public bool Takes => Volatile.Read(ref _taking) > 0;

        public async ValueTask TakeAsync(bool isError, string line)
        {
            Interlocked.Add(ref _characters, line.Length + 1);
            if (onLine is null)
                return;
            Interlocked.Increment(ref _taking);
            try
            {
                await onLine(isError, line);
            }
            finally
            {
                Interlocked.Decrement(ref _taking);
            }
        }
    }
}
