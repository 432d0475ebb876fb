namespace Slipway.Checks.Project.Dependencies;

/// <summary><c>src.lock_in_step</c></summary>
internal sealed class LockInStep() : ProjectCheck<DependencyFacts>(new("src.lock_in_step", "Lock files match what the project asks for", Severity.High)
{
    Section = CheckSection.Source,
    Why = "With a lock that is behind, the build stops (npm ci) or installs something else than what is asked for.",
    Judged = "composer.lock has the content-hash of composer.json; the root entry of package-lock.json, and the ranges in yarn.lock and pnpm-lock.yaml, equal those of package.json; "
        + "poetry.lock, uv.lock and Pipfile.lock have every package that is asked for, in a release line that its range takes; packages.lock.json has the version of each PackageReference.",
    Causes = [new("edited-by-hand", "a package was added by hand without an install"), new("merge", "a merge took one of the two files")],
    Remedy = new("Bring the lock up to date and commit it: composer update --lock, npm install --package-lock-only, poetry lock, uv lock, pipenv lock, dotnet restore --force-evaluate."),
}, DependencyFacts.ReadAsync)
{
    private const int MostShown = 10;

    public override Verdict Judge(DependencyFacts facts)
    {
        var locked = facts.Manifests.Where(manifest => manifest.Lock is not null && manifest.Lock != manifest.Path).ToList();
        if (locked.Count == 0)
            return Verdict.Skip("there is no lock file");
        var evidence = locked.SelectMany(manifest => manifest.Differences.Select(difference => new Evidence(difference, manifest.Path, manifest.Path))).ToList();
        if (evidence.Count > 0)
            return Verdict.FailIf(evidence.Take(MostShown).Concat(evidence.Count > MostShown ? [new Evidence($"and {evidence.Count - MostShown} more")] : []), "A lock file is behind");
        return locked.Find(manifest => manifest.NotCompared is not null) is { } unread ? Verdict.Unknown($"{unread.Path} was not compared: {unread.NotCompared}") : Verdict.Pass;
    }
}
