using System.Text.Json;
using Slipway.Files;
using Slipway.Hosts.Local;
using Slipway.Problems;

namespace Slipway.Cli.Local;

/// <summary>Runs the processes of one site; the local counterpart of systemd's units.</summary>
internal sealed class Supervisor : IDisposable
{
    private readonly LocalSite _site;
    private readonly BoundedLog _log;
    private readonly ProcessSpawner _spawner = new();
    private readonly SupervisorContext _context;
    private readonly SemaphoreSlim _calls = new(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Process, string Release), SupervisedProcess> _processes = [];
    private bool _closing;

    public Supervisor(LocalSite site, BoundedLog log, TimeProvider time)
    {
        _site = site;
        _log = log;
        _context = new SupervisorContext(site, _spawner, time, Save);
    }

    /// <summary>One of its processes is alive, or is just being started again.</summary>
    public bool Runs
    {
        get
        {
            lock (_gate)
                return _processes.Values.Any(p => p.IsAlive);
        }
    }

    /// <summary>Kills what a killed server left behind, then starts what <c>current</c> names of what was wanted.</summary>
    public async Task RestoreAsync()
    {
        var wanted = ReadWanted();
        await Leftovers.EndAsync(wanted, _site.Run, _log, _context.Time);
        var current = ServingRelease.Read(_site.Paths.Current, _site)?.Id;
        foreach (var start in wanted.Select(w => w.Start))
        {
            var process = new SupervisedProcess(start, _context);
            lock (_gate)
                _processes[(start.Process, start.Release)] = process;
            if (start.Release != current)
                continue;
            try
            {
                await process.BeginAsync();
            }
            catch (ProblemException e)
            {
                _log.Line($"{start.Process} of {start.Release}: {e.Problem.Title}: {e.Problem.Detail}");
            }
        }
    }

    /// <exception cref="ProblemException">It cannot be started.</exception>
    public async Task<LocalProcess> StartAsync(LocalStart start, CancellationToken cancel)
    {
        await _calls.WaitAsync(cancel);
        try
        {
            if (Find(start.Process, start.Release) is { IsAlive: true } running)
                return await running.StatusAsync();
            PruneLogs();
            var process = new SupervisedProcess(start, _context);
            lock (_gate)
                _processes[(start.Process, start.Release)] = process;
            await process.BeginAsync();
            return await process.StatusAsync();
        }
        finally
        {
            _calls.Release();
        }
    }

    /// <exception cref="ProblemException">Such a process was never started.</exception>
    public async Task<LocalProcess> StopAsync(string name, string release, int signal, TimeSpan timeout)
    {
        var process = Find(name, release) ?? throw new ProblemException(LocalProblems.UnknownProcess(name, release));
        await process.EndAsync(signal, timeout);
        Save();
        return await process.StatusAsync();
    }

    public async Task<IReadOnlyList<LocalProcess>> StatusAsync(string? name, string? release)
    {
        SupervisedProcess[] found;
        lock (_gate)
            found = [.. _processes.Values.Where(p => (name ?? p.Start.Process) == p.Start.Process && (release ?? p.Start.Release) == p.Start.Release)];
        return await Task.WhenAll(found.Select(p => p.StatusAsync()));
    }

    /// <summary>Ends all; they stay wanted.</summary>
    public async Task EndAsync()
    {
        SupervisedProcess[] all;
        lock (_gate)
        {
            _closing = true;
            all = [.. _processes.Values];
        }

        await Task.WhenAll(all.Select(p =>
            p.EndAsync(Signals.Number(p.Start.StopSignal) ?? Signals.Kill, TimeSpan.FromSeconds(p.Start.StopSeconds))));
    }

    public void Dispose()
    {
        _spawner.Dispose();
        _calls.Dispose();
    }

    private SupervisedProcess? Find(string process, string release)
    {
        lock (_gate)
            return _processes.GetValueOrDefault((process, release));
    }

    private void Save()
    {
        lock (_gate)
        {
            if (_closing)
                return;
            LocalWanted[] wanted = [.. _processes.Values.Where(p => !p.IsDone).Select(p => p.Wanted)];
            AtomicFile.Write(_site.ProcessesFile, JsonSerializer.SerializeToUtf8Bytes(wanted, LocalJson.Default.LocalWantedArray));
        }
    }

    private LocalWanted[] ReadWanted()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(_site.ProcessesFile), LocalJson.Default.LocalWantedArray) ?? [];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
        catch (JsonException e)
        {
            _log.Line($"{_site.ProcessesFile} cannot be read, nothing is started again: {e.Message}");
            return [];
        }
    }

    private void PruneLogs()
    {
        foreach (var file in Directory.EnumerateFiles(_site.Logs))
        {
            var release = Path.GetFileName(file).Split('.')[0];
            if (!Directory.Exists(_site.Paths.Release(release)) && !HasRelease(release))
                Posix.Unlink(file);
        }
    }

    private bool HasRelease(string release)
    {
        lock (_gate)
            return _processes.Keys.Any(k => k.Release == release);
    }
}
