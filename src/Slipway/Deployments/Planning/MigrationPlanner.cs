using System.Text;
using Slipway.Content;
using Slipway.Migrations;
using Slipway.Problems;
using Slipway.Stacks;

namespace Slipway.Deployments.Planning;

/// <summary>Finds the migrations that a deploy brings, and which of them are destructive.</summary>
internal static class MigrationPlanner
{
    /// <exception cref="ProblemException"><c>content.changed</c>: a migration was edited since the release's content was read.</exception>
    /// <returns>Null when the app has no way to migrate, or no host does it.</returns>
    public static PlannedMigrations? Plan(ReleaseSource source, IReadOnlyList<HostTarget> hosts, PlanOptions options)
    {
        if (source.Recipe.Migration is not { } migration || hosts.FirstOrDefault(h => h.Migrates) is not { } host)
            return null;
        var serving = host.State.Serving is null ? hosts.FirstOrDefault(h => h.State.Serving is not null) : host;
        var files = MigrationFiles.Of(migration, source.Manifest, entry => Text(source, entry));
        var history = MigrationHistory.Of(host.State.Transactions);
        var isFirst = serving is null || history.Refused.Contains(MigrationList.All)
            || (files.Count > 0 && files.All(f => IsAmong(history.Refused, f.Name)));
        return new PlannedMigrations
        {
            Known = migration.Files.Count > 0,
            First = isFirst,
            DestructiveAllowed = options.AllowDestructive,
            New =
            [
                .. files.Where(f => IsNew(f, serving?.State.MigrationFiles, history)).Select(f => new PlannedMigration(f.Name, f.Path, isFirst ? [] : MigrationRisk.Find(f.Path, f.Text()))),
                .. history.Refused.Where(name => name != MigrationList.All && !files.Any(f => MigrationFiles.IsSame(name, f.Name))).Select(name => new PlannedMigration(name, null, [])),
            ],
        };
    }

    /// <summary>What is judged must be what is sent.</summary>
    private static string Text(ReleaseSource source, ManifestEntry entry)
    {
        try
        {
            var bytes = File.ReadAllBytes(source.Open(entry.Digest).Path);
            if (Digest.Of(bytes) == entry.Digest)
                return Encoding.UTF8.GetString(bytes);
        }
        catch (IOException e)
        {
            throw new ProblemException(ContentProblems.Changed(entry.Path), e);
        }

        throw new ProblemException(ContentProblems.Changed(entry.Path));
    }

    private static bool IsNew(MigrationFile file, IReadOnlyDictionary<string, string>? served, MigrationHistory history) =>
        IsAmong(history.Refused, file.Name)
        || (served?.GetValueOrDefault(file.Path) != file.Digest && !IsAmong(history.Applied, file.Name));

    private static bool IsAmong(IReadOnlyList<string> listed, string name) => listed.Any(l => MigrationFiles.IsSame(l, name));
}
