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
        var lastWords = "";

        // Twice, because the first may have met a server that was just ending and still held its claim.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var started = await Command.RunAsync(Launch(site, program), cancel);
            if (started.Succeeded && await IsReadyAsync(client, site, mayStillLoad: started.OutputCut, cancel))
                return client;
            lastWords = started.LastWords;
        }

        throw LocalProblems.DidNotStart(site, lastWords.Length > 0 ? lastWords : LastLines(site.LogFile));
    }

    // The new server moves its own standard streams to its log, so the pipes of this command close as soon as it runs.
    private static CommandLine Launch(LocalSite site, IReadOnlyList<string> program) =>
        new("setsid", ["--fork", .. program, "local", "run", "--background", "--folder", site.Project])
        {
            Folder = site.Project,
            Variables = new Dictionary<string, string?> { [LocalMarker.Variable] = null },
        };

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
