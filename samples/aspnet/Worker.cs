using System.Runtime.InteropServices;
using System.Text.Json;

namespace GuestBook;

/// <summary>A job every 500 ms that leaves a heartbeat; SIGTERM lets the present job finish.</summary>
public static class Worker
{
    public static async Task Run()
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        var jobs = 0;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(300); // the job
            Beat(++jobs, "working");
            if (Switches.Has("fail-worker") && jobs == 3)
                Switches.Fail("worker cannot go on: the switch fail-worker is set");
            await Task.Delay(200, stop.Token).ContinueWith(_ => { });
        }
        Beat(jobs, "stopped");
    }

    public static string? LastBeat() => !Directory.Exists("storage") ? null :
        Directory.GetFiles("storage", "worker-*.json").OrderByDescending(File.GetLastWriteTimeUtc).Select(File.ReadAllText).FirstOrDefault();

    private static void Beat(int jobs, string state)
    {
        Directory.CreateDirectory("storage");
        var path = $"storage/worker-{Environment.ProcessId}.json";
        File.WriteAllText(path + ".tmp", JsonSerializer.Serialize(new
        {
            release = Release.CurrentName,
            pid = Environment.ProcessId,
            at = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
            cwd = Environment.CurrentDirectory,
            code = Release.CodeVersion,
            jobs,
            state,
        }));
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
