using System.ComponentModel;
using System.Diagnostics;
using Slipway.Files;

namespace Slipway.Processes;

/// <summary>
/// A running program that we talk with: raw standard input and output, the end of standard error kept. Started in its own
/// session where <c>setsid</c> exists, so that Ctrl+C in our terminal does not reach it.
/// </summary>
public sealed class DuplexProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigKill = 9;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly OutputTail _errors = new(64 * 1024);
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private DuplexProcess(Process process)
    {
        _process = process;
        _process.Exited += (_, _) => _exit.TrySetResult(_process.ExitCode);
        if (_process.HasExited)
            _exit.TrySetResult(_process.ExitCode);
        _reading = Task.Run(ReadErrorsAsync);
    }

    /// <summary>The program's standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The program's standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The end of its standard error so far.</summary>
    public string Errors => _errors.ToString();

    public int Id => _process.Id;

    /// <summary>Its exit status; 128+n after signal n.</summary>
    public Task<int> Exit => _exit.Task;

    /// <returns>Null when the program does not exist or cannot be started.</returns>
    public static DuplexProcess? Start(CommandLine command)
    {
        var setsid = Programs.Find("setsid");
        if (ProgramLookup.Find(command) is not { } program || Programs.Find(program) is null)
            return null;
        var info = setsid is null
            ? new ProcessStartInfo(program, command.Arguments)
            : new ProcessStartInfo(setsid, [program, .. command.Arguments]);
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        info.WorkingDirectory = command.Folder ?? "";
        foreach (var (name, value) in command.Variables)
            info.Environment[name] = value;
        var process = new Process { StartInfo = info, EnableRaisingEvents = true };
        try
        {
#pragma warning disable RS0030 // the owner of programs that are talked with; Command runs the others
            process.Start();
#pragma warning restore RS0030
            return new DuplexProcess(process);
        }
        catch (Win32Exception)
        {
            process.Dispose();
            return null;
        }
    }

    /// <summary>Waits for the end of its standard error, at most <paramref name="deadline"/>: its last words come after its output.</summary>
    public Task LastWordsAsync(TimeSpan deadline) =>
        Task.WhenAny(Task.WhenAll(_reading, Exit), Task.Delay(deadline, TimeProvider.System, CancellationToken.None));

    /// <summary>Ends it and its children: TERM, KILL after 2 s.</summary>
    public async ValueTask DisposeAsync()
    {
        Signal(SigTerm);
        await Task.WhenAny(Exit, Task.Delay(Grace, TimeProvider.System, CancellationToken.None));
        Signal(SigKill);
        await Exit;
        _process.Dispose();
    }

    // With setsid its id is also that of its group; without, the group does not exist and only the process gets the signal.
    private void Signal(int signal)
    {
        if (!Posix.Signal(-_process.Id, signal) && !Exit.IsCompleted)
            Posix.Signal(_process.Id, signal);
    }

    private async Task ReadErrorsAsync()
    {
        try
        {
            while (await _process.StandardError.ReadLineAsync() is { } line)
                _errors.Add(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Disposed while reading: what was read stays.
        }
    }
}
