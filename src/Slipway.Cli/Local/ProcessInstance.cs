using System.Diagnostics;
using Slipway.Files;
using Slipway.Hosts.Local;

namespace Slipway.Cli.Local;

/// <summary>One run of a program in its own session and process group, its output in a log. It dies with the server.</summary>
internal sealed class ProcessInstance
{
    private static readonly string[] Inherited = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TMPDIR", "DOTNET_ROOT"];
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(1);
    private static readonly string? DeathSignal = File.Exists("/usr/bin/setpriv") ? "/usr/bin/setpriv" : null;
    private readonly Process _process;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProcessInstance(Process process) => _process = process;

    private Task _pumps = Task.CompletedTask;

    public int Pid { get; private set; }

    public long StartTicks { get; private set; }

    /// <summary>Completes when the program itself has ended; others of its group may go on.</summary>
    public Task Exited => _exited.Task;

    public int ExitCode => _process.ExitCode;

    /// <exception cref="System.ComponentModel.Win32Exception">setsid or the folder is missing.</exception>
    public static async Task<ProcessInstance> StartAsync(LocalStart start, string marker, ProcessSpawner spawner, BoundedLog log)
    {
        if (start.Socket is { } socket)
            Posix.Unlink(socket);
        var instance = new ProcessInstance(new Process { StartInfo = Info(start, marker), EnableRaisingEvents = true });
        instance._process.Exited += (_, _) => instance._exited.TrySetResult();
        await spawner.StartAsync(instance._process);
        instance._process.StandardInput.Close();
        instance.Pid = instance._process.Id;
        instance.StartTicks = ProcessTable.StartTicks(instance.Pid);
        instance._pumps = Task.WhenAll(
            PumpAsync(instance._process.StandardOutput.BaseStream, log),
            PumpAsync(instance._process.StandardError.BaseStream, log));
        return instance;
    }

    /// <summary>Sends to the whole group; before the program has made its group, to itself.</summary>
    public void Signal(int signal)
    {
        if (!Posix.Signal(-Pid, signal) && !Exited.IsCompleted)
            Posix.Signal(Pid, signal);
    }

    /// <summary>Waits until nothing of the group is left, at most <paramref name="timeout"/>.</summary>
    /// <returns>False when something still lives.</returns>
    public async Task<bool> WaitForGroupAsync(TimeSpan timeout, TimeProvider time)
    {
        var began = time.GetTimestamp();
        try
        {
            await Exited.WaitAsync(timeout, time);
            while (ProcessTable.Group(Pid).Count > 0)
            {
                if (time.GetElapsedTime(began) >= timeout)
                    return false;
                await Task.Delay(Poll, time, CancellationToken.None);
            }

            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Lets the last words arrive; one that went into the background and keeps the pipe open is not waited for.</summary>
    public async Task DrainAsync(TimeProvider time) =>
        await _pumps.WaitAsync(Drain, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static ProcessStartInfo Info(LocalStart start, string marker)
    {
        IReadOnlyList<string> wrapper = DeathSignal is null ? [] : [DeathSignal, "--pdeathsig", "KILL", "--"];
        var info = new ProcessStartInfo("setsid", [.. wrapper, .. start.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = start.Folder,
        };
        info.Environment.Clear();
        foreach (var name in Inherited)
            info.Environment[name] = Environment.GetEnvironmentVariable(name);
        foreach (var (name, value) in start.Env)
            info.Environment[name] = value;
        info.Environment[LocalMarker.Variable] = marker;
        return info;
    }

    private static async Task PumpAsync(Stream output, BoundedLog log)
    {
        var buffer = new byte[8192];
        try
        {
            while (await output.ReadAsync(buffer) is var count and > 0)
                log.Write(buffer.AsSpan(0, count));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe went with the process.
        }
    }
}
