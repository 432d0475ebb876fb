using System.Collections.Concurrent;
using System.Diagnostics;

namespace Slipway.Cli.Local;

/// <summary>
/// Starts all children from one thread that lives as long as the server. The kernel sends a child's parent-death signal when the
/// thread that made it ends, not the program; threads of the pool come and go.
/// </summary>
internal sealed class ProcessSpawner : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public ProcessSpawner()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "spawner" };
        _thread.Start();
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
#pragma warning disable RS0030 // long-lived children are started here, commands with a deadline by Processes.Command
                process.Start();
#pragma warning restore RS0030
                started.SetResult();
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (var start in _work.GetConsumingEnumerable())
            start();
    }
}
