using System.Text;
using Slipway.Checks.Project.Dependencies;
using Slipway.Checks.Project.Env;
using Slipway.Content;
using Slipway.Processes;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Source;

/// <summary>Whether git ignores what must not be committed.</summary>
/// <param name="Open">Names that the repository's own rules let through, with what they are.</param>
public sealed record IgnoredFacts(GitFacts Git, IReadOnlyList<(string Name, string What)> Open)
{
    private const int MaxOutput = 1 << 20;

    public static async Task<IgnoredFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var git = await GitFacts.OfAsync(project, cancel);
        if (!git.IsRepository)
            return new IgnoredFacts(git, []);
        var probes = Probes(project.Folder, await ReadsEnvAsync(project, cancel) ? project.Environment.Name : null, git, await SourceFiles.OfAsync(project, cancel)).ToList();
        var input = Encoding.UTF8.GetBytes(string.Concat(probes.Select(probe => probe.Path + "\0")));
        // The developer's own rules for all repositories do not help anybody else.
        var command = GitRepository.CommandIn(project.Folder, ["-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", "-z", "--stdin"], input);
        var (exit, output, errors) = await ByteCommand.RunAsync(command, MaxOutput, cancel);
        if (exit is not (0 or 1)) // 1: none of them is ignored
            return new IgnoredFacts(git with { State = GitState.Failed, Reason = "git failed: " + errors.Split('\n')[0] }, []);
        var ignored = GitRepository.Split(output).Select(record => Encoding.UTF8.GetString(record.Span)).ToHashSet(StringComparer.Ordinal);
        return new IgnoredFacts(git, [.. probes.Where(probe => !ignored.Contains(probe.Path)).Select(probe => (probe.Name, probe.What))]);
    }

    private static IEnumerable<(string Path, string Name, string What)> Probes(string root, string? environment, GitFacts git, SourceFiles files)
    {
        var paths = files.Files.Select(file => file.Path).ToList();
        foreach (var env in environment is null ? [] : (string[])[".env", ".env.local", ".env." + environment])
            yield return (env, env, "values of one machine, passwords among them");
        // Who commits these on purpose has them in the index.
        if (files.Find("composer.json") is not null && VendorFolder(root) is { } vendor && !IsTracked(git, vendor))
            yield return (vendor + "autoload.php", vendor, "Composer's packages");
        if (files.Find("package.json") is not null && !IsTracked(git, "node_modules/"))
            yield return ("node_modules/a/index.js", "node_modules/", "npm's packages");
        if (paths.Any(path => path.EndsWith(".py", StringComparison.Ordinal)) && !git.Tracked.Any(t => t.Path.Contains("__pycache__/", StringComparison.Ordinal)))
            yield return ("app/__pycache__/a.cpython-313.pyc", "__pycache__/", "what Python compiled");
        foreach (var project in paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => Path.GetDirectoryName(path)!).Distinct())
        {
            yield return (Path.Combine(project, "bin/Release/a.dll"), Path.Combine(project, "bin/"), "what was built");
            yield return (Path.Combine(project, "obj/project.assets.json"), Path.Combine(project, "obj/"), "what was built");
        }
    }

    // Who reads no variable and has no env file has none to hide.
    private static async Task<bool> ReadsEnvAsync(CheckedProject project, CancellationToken cancel)
    {
        var use = await project.FactsAsync(EnvUse.ReadAsync, cancel);
        return use.Env.Exists || use.Env.Example is not null || use.Env.Own is not null || use.Reads.Count > 0;
    }

    /// <summary>Where composer.json puts packages, with a slash at its end; null outside the project.</summary>
    private static string? VendorFolder(string root)
    {
        var named = new ProjectFolder(root).Json("composer.json")?.Object("config")?.Text("vendor-dir")?.Replace('\\', '/').TrimEnd('/');
        var folder = named is { Length: > 0 } ? named.StartsWith("./", StringComparison.Ordinal) ? named[2..] : named : "vendor";
        return folder.StartsWith('/') || folder.StartsWith("..", StringComparison.Ordinal) || folder.StartsWith('$') || folder.StartsWith('~') ? null : folder + "/";
    }

    private static bool IsTracked(GitFacts git, string folder) => git.Tracked.Any(tracked => tracked.Path.StartsWith(folder, StringComparison.Ordinal));
}
