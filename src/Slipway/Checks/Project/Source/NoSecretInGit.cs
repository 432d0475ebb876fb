using Slipway.Checks.Project.Leaks;
using Slipway.Checks.Project.Source.History;

namespace Slipway.Checks.Project.Source;

/// <summary><c>sec.none_in_git</c></summary>
internal sealed class NoSecretInGit() : ProjectCheck<LeakFacts>(new("sec.none_in_git", "No secret is in the source or its history", Severity.Critical)
{
    Section = CheckSection.Source,
    Why = "Everybody who ever gets a copy of the repository has its secrets, also those that a later commit removed.",
    Judged = "Tracked files and every version of every file in all branches and tags, by the forms that providers give their secrets, and by names such as PASSWORD that are given a random value. "
        + "In tests, documentation and examples only live secrets of providers count; placeholders, references to variables and well-known examples never do. Env files are sec.env_tracked.",
    Causes = [new("quick-test", "it was written into the source to try something"), new("removed-only", "it was removed in a later commit, which leaves it in the history"), new("config-copied", "a configuration file with real values was committed")],
    Remedy = new("Make the secret worthless first: revoke it at the provider or change it. Then read the new one from the env file. Rewriting the history is not enough: copies exist."),
    Sources = ["https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns", "https://cwe.mitre.org/data/definitions/798.html"],
}, LeakFacts.ReadAsync)
{
    private const int MostShown = 20;

    public override Verdict Judge(LeakFacts facts)
    {
        var tree = facts.Scan.Suspects.Where(pair => pair.Suspect.Rule != LeakRules.EnvValue.Id && (pair.File.IsTracked || !facts.Git.IsRepository)).ToList();
        var told = facts.Scan.Suspects.Select(pair => pair.Suspect.Fingerprint).ToHashSet();
        List<(LeakRule Rule, Evidence Evidence)> found =
        [
            .. tree.Where(pair => !new SourceName(pair.File.Path).IsEnvFile).Select(pair => (LeakRules.Find(pair.Suspect.Rule)!, InTree(pair.File.Path, pair.Suspect))),
            .. facts.History.Suspects.Where(one => one.Suspect.Rule != LeakRules.EnvValue.Id && !told.Contains(one.Suspect.Fingerprint)).Select(one => (LeakRules.Find(one.Suspect.Rule)!, InHistory(one))),
        ];
        var refused = facts.Scan.Refused.Where(file => file.IsTracked || !facts.Git.IsRepository).Select(file => new Evidence("it cannot be read: permission is missing", file.Path, file.Path)).Take(MostShown).ToList();
        if (found.Count == 0)
            return facts.History.State == HistoryState.Partial ? Verdict.Unknown(facts.History.Reason ?? "the history could not be searched")
                : refused.Count > 0 ? new(CheckOutcome.Unknown) { Evidence = refused } : Verdict.Pass;
        found.AddRange(refused.Select(one => (found[0].Rule, one)).ToList());
        if (facts.History.State == HistoryState.Partial)
            found.Add((found[0].Rule, new Evidence($"the history was not searched to its end: {facts.History.Reason}")));
        return Told(found);
    }

    private Verdict Told(List<(LeakRule Rule, Evidence Evidence)> found)
    {
        var rules = found.Select(one => one.Rule).Distinct().ToList();
        var isTest = rules.All(rule => rule.IsTestMode);
        var evidence = found.OrderByDescending(one => one.Rule.Confidence).Select(one => one.Evidence).Take(MostShown).ToList();
        if (found.Count > MostShown)
            evidence.Add(new Evidence($"and {found.Count - MostShown} more"));
        return new Verdict(isTest ? CheckOutcome.Warn : CheckOutcome.Fail)
        {
            Title = rules.Count == 1 ? $"There is a {rules[0].Title} in the repository" : "There are secrets in the repository",
            Evidence = evidence,
            Severity = isTest ? Severity.Low : rules.Max(rule => rule.Confidence) == Confidence.High ? Severity.Critical : Severity.High,
            Remedy = rules.Count == 1 ? About.Remedy with { Text = rules[0].Remedy + "." } : null,
        };
    }

    private static Evidence InTree(string path, Suspect suspect) => new(Text(suspect), $"{path}:{suspect.Line}:{suspect.Column}", path);

    private static Evidence InHistory(HistorySuspect one) =>
        new($"{Text(one.Suspect)} in {one.Path}:{one.Suspect.Line}{(one.Commit is null ? " of an earlier commit" : $" of commit {one.Commit} ({one.Date})")}", null, one.Path);

    // What is shown is either the start that all such tokens have, or the name that the value is given to.
    private static string Text(Suspect suspect)
    {
        var rule = LeakRules.Find(suspect.Rule)!;
        return suspect.Shown.Length == 0 ? rule.Title : rule.Anchors.Count > 0 ? $"{rule.Title} {suspect.Shown}…" : $"{rule.Title}: {suspect.Shown}";
    }
}
