using Slipway.Processes;

namespace Slipway.Hosts.Local;

/// <summary>Starts the local server in the background unless it runs already.</summary>
public static class LocalServerLauncher
{
    private static readonly TimeSpan Ready = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>The words that run this very program: an executable, or <c>dotnet X.dll</c>.</summary>
    public static IReadOnlyList<string> ThisProgram()
    {
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        return Path.GetFileNameWithoutExtension(path) == "dotnet" ? [path, Path.GetFullPath(Environment.GetCommandLineArgs()[0])] : [path];
    }

    /// <summary>Returns a client of the running server. Two callers at once get the same server: a lock decides.</summary>
    /// <param name="program">The words before <c>local run</c>; default <see cref="ThisProgram"/>.</param>
    /// <exception cref="Problems.ProblemException"><c>local.did-not-start</c>, with its last words.</exception>
    public static async Task<LocalServerClient> EnsureRunningAsync(LocalSite site, IReadOnlyList<string>? program = null, CancellationToken cancel = default)
    {
        var client = new LocalServerClient(site);
        if (await client.IsRunningAsync(cancel))
            return client;
        site.CreateFolders();
        program ??= ThisProgram();

        // The new server moves its own standard streams to its log, so the pipes of this command close as soon as it runs.
        var started = await Command.RunAsync(
            new CommandLine("setsid", ["--fork", .. program, "local", "run", "--background", "--folder", site.Project])
            {
                Folder = site.Project,
                Variables = new Dictionary<string, string?> { [LocalMarker.Variable] = null },
            },
            cancel);
        if (!started.Succeeded || !await IsReadyAsync(client, site, mayStillLoad: started.OutputCut, cancel))
            throw LocalProblems.DidNotStart(site, started.LastWords.Length > 0 ? started.LastWords : LastLines(site.LogFile));
        return client;
    }

    // The new server claims the site before it lets go of our pipes: when they are closed and the claimant is dead, it will not come.
    private static async Task<bool> IsReadyAsync(LocalServerClient client, LocalSite site, bool mayStillLoad, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Ready;)
        {
            var claimed = IsClaimed(site);
            if (await client.IsRunningAsync(cancel))
                return true;
            if (!claimed && !mayStillLoad)
                return false;
            await Task.Delay(Poll, time, cancel);
        }

        return false;
    }

    private static bool IsClaimed(LocalSite site) =>
        File.Exists(site.PidFile) && Directory.Exists("/proc/" + File.ReadAllText(site.PidFile));

    private static string LastLines(string log)
    {
        const int lines = 5;
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(lines)) : "";
    }
}
