using System.Diagnostics;

namespace Slipway.Lab.Tests.Harness;

/// <summary>A running client.</summary>
public sealed class SlipwayProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task<string> _error;
    private readonly Task _reading;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SlipwayProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    public int Id => _process.Id;

    /// <summary>What it has said so far, one JSON event a line.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Starts it; its output is read all the time.</summary>
    public static SlipwayProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new(process);
    }

    /// <summary>Waits until it has said a line with that text, or throws with all it said when it ends or three minutes pass.</summary>
    public async Task WaitForAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            Task changed;
            lock (_lines)
            {
                if (_lines.Any(l => l.Contains(text, StringComparison.Ordinal)))
                    return;
                changed = _changed.Task;
            }

            if (_reading.IsCompleted)
                throw new InvalidOperationException($"it ended without \"{text}\":\n{await EndAsync()}");
            try
            {
                await Task.WhenAny(changed, _reading).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"no \"{text}\" within three minutes:\n{string.Join('\n', Lines)}");
            }
        }
    }

    /// <summary>Waits until the transaction stands still where <c>SLIPWAY_HOLD</c> says.</summary>
    public Task WaitUntilHeldAsync() => WaitForAsync("\"line\":\"held ");

    /// <summary>Waits until the step has begun.</summary>
    public Task WaitForStepAsync(string id) => WaitForAsync($"\"id\":\"{id}\"");

    /// <summary>Waits for its end, at most five minutes.</summary>
    public async Task<SlipwayRun> EndAsync()
    {
        await _reading.WaitAsync(Longest);
        await _process.WaitForExitAsync().WaitAsync(Longest);
        return new(_process.ExitCode, Lines, await _error);
    }

    /// <summary>SIGKILL: no goodbye to anybody.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGINT, as Ctrl+C.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", $"{_process.Id}"]).WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            lock (_lines)
            {
                _lines.Add(line);
                _changed.TrySetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
    }
}
