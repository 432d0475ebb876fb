using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checks.Project.Source;
using Slipway.Content;
using Slipway.Checks.Project.Files;
using Slipway.Processes;

namespace Slipway.Checks.Project.Migrations;

/// <summary>Which files of a repository came lately, so that a server may not have them yet.</summary>
internal static partial class NewMigrations
{
    /// <summary>Files that came into the repository within this time are new.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>A file whose own name says an older day was only moved here.</summary>
    public static readonly TimeSpan OldName = TimeSpan.FromDays(60);

    /// <returns>Paths that are not in the last commit, not on the upstream, or that came within <see cref="Recent"/>; what the repository began with is not new. Null when git cannot tell.</returns>
    public static async Task<IReadOnlySet<string>?> OfAsync(CheckedProject project, GitFacts git, IReadOnlyList<string> paths, CancellationToken cancel)
    {
        if (!git.IsRepository || git.IsShallow)
            return null;
        if (git.Commit is null)
            return paths.ToHashSet(StringComparer.Ordinal);
        var known = await RunAsync(project.Folder, ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", "."], cancel);
        var since = project.Clock.GetUtcNow() - Recent;
        var recent = await RunAsync(project.Folder, ["log", "-z", "--no-renames", "--diff-filter=A", "--name-only", "--relative", $"--since={since.ToUnixTimeSeconds()}", "--format=tformat:%x01%P", "--", "."], cancel);
        var unpushed = git.Ahead > 0 ? await RunAsync(project.Folder, ["log", "-z", "--no-renames", "--diff-filter=A", "--name-only", "--relative", "--format=tformat:%x01%P", "@{upstream}..HEAD", "--", "."], cancel) : "";
        if (known is null || recent is null || unpushed is null)
            return null;
        var committed = known.Split('\0').ToHashSet(StringComparer.Ordinal);
        var came = Added(recent).Concat(Added(unpushed)).ToHashSet(StringComparer.Ordinal);
        return paths.Where(path => !committed.Contains(path) || (came.Contains(path) && !IsOld(path, project.Clock.GetUtcNow()))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The day in the name: 2026_01_31_120000_make, 20260131120000_Make.</summary>
    public static bool IsOld(string path, DateTimeOffset now) =>
        Dated().Match(Path.GetFileName(path)) is { Success: true } match && DateOnly.TryParseExact($"{match.Groups["year"].Value}-{match.Groups["month"].Value}-{match.Groups["day"].Value}", "yyyy-MM-dd", out var day)
        && DateOnly.FromDateTime((now - OldName).UtcDateTime) > day;

    // Each commit: \1, its parents, then the names that it added. The first commit has no parents.
    private static IEnumerable<string> Added(string log)
    {
        foreach (var commit in log.Split('\x01', StringSplitOptions.RemoveEmptyEntries))
        {
            var names = commit.Split('\0', '\n');
            if (names[0].Trim().Length > 0)
                foreach (var name in names.Skip(1).Where(n => n.Length > 0))
                    yield return name;
        }
    }

    private static async Task<string?> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var (exit, output, _) = await ByteCommand.RunAsync(GitRepository.CommandIn(folder, arguments), 1 << 26, cancel);
        return exit == 0 ? Encoding.UTF8.GetString(output) : null;
    }

    [GeneratedRegex(@"^[vV]?(?<year>20\d\d)[_-]?(?<month>[01]\d)[_-]?(?<day>[0-3]\d)(?:\d{4,6})?[_-]", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
