using Slipway.EnvFiles;
using Slipway.Files;
using Slipway.Problems;

namespace Slipway.Checks.Project.Env;

/// <summary>Reads env files as the app's own reader does, and where others would read them differently.</summary>
internal sealed class EnvContentReader(string folder, EnvDialect dialect)
{
    // People load env files into a shell, and units name them: these two read almost every env file one day.
    private static readonly EnvDialect[] Others = [EnvDialect.Systemd, EnvDialect.Shell];

    public static async Task<EnvDialect> DialectOfAsync(CheckedProject project, CancellationToken cancel) =>
        project.UsesCompose ? EnvDialect.Compose : (await project.FactsAsync(RecipeFacts.ReadAsync, cancel)).Recipe?.EnvDialect ?? EnvDialect.Strict;

    /// <returns>Null when there is no such file, or when it could not be read; <paramref name="problems"/> says why.</returns>
    public EnvContent? Read(string file, List<Problem> problems)
    {
        var path = Path.Combine(folder, file);
        if (Posix.Status(path) is null)
            return null;
        try
        {
            var text = EnvFile.ReadText(path);
            var reading = EnvReader.Read(text, dialect, file);
            problems.AddRange(reading.Problems.Where(p => p.Code != "env.duplicate-key"));
            return new(file, [.. reading.Final.Values.OrderBy(e => e.Line).Select(e => new EnvVariable(e.Key.TrimStart('\uFEFF'), e.Value, $"{file}:{e.Line}:{e.Column}"))])
            {
                Dialect = dialect,
                Differences = EnvDifferences.Of(text, dialect, Others),
                Twice = [.. reading.Entries.GroupBy(e => e.Key, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => (g.Key, (IReadOnlyList<int>)[.. g.Select(e => e.Line)]))],
            };
        }
        catch (ProblemException e)
        {
            problems.AddRange(e.Problems.Select(p => p with { Where = p.Where?.Replace(path, file, StringComparison.Ordinal) }));
            return null;
        }
    }
}
