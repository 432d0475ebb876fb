namespace Slipway.Checks.Project.Dependencies;

/// <summary><c>src.lock_present</c></summary>
internal sealed class LockPresent() : ProjectCheck<DependencyFacts>(new("src.lock_present", "Package versions are fixed", Severity.High)
{
    Section = CheckSection.Source,
    Why = "Without a lock each install takes other versions, so what was tested is not what runs.",
    Judged = "composer.json, package.json, pyproject.toml and Pipfile have their lock in the repository; requirements files, with those they include, name one version of each package; "
        + "a .NET project has packages.lock.json when it asks for one or has floating versions. Requirements of developers and tests need none.",
    Causes = [new("never-committed", "the lock was not committed"), new("ignored", ".gitignore names it"), new("ranges", "packages were added without a version")],
    Remedy = new("Make the lock and commit it: composer update --lock, npm install --package-lock-only, pip-compile, dotnet restore --use-lock-file."),
}, DependencyFacts.ReadAsync)
{
    private const int MostShown = 10;

    public override Verdict Judge(DependencyFacts facts)
    {
        if (facts.Manifests.Count == 0)
            return Verdict.Skip("the project names no packages");
        var evidence = facts.Manifests.Where(manifest => manifest.NeedsLock).SelectMany(Missing).ToList();
        var shown = evidence.Take(MostShown).Concat(evidence.Count > MostShown ? [new Evidence($"and {evidence.Count - MostShown} more")] : []);
        return Verdict.FailIf(shown, "Package versions are not fixed");
    }

    private static IEnumerable<Evidence> Missing(DependencyManifest manifest) => manifest.Lock is null
        ? [new Evidence($"there is no {manifest.LockNames[0]}" + (manifest.IgnoredLock is { } ignored ? $" in git: it ignores {ignored}" : ""), manifest.Path, manifest.Path)]
        : manifest.Unpinned.Select(wanted => new Evidence(wanted.Range.Length == 0 ? $"{wanted.Name} has no version" : $"{wanted.Name} takes every version {wanted.Range}", wanted.Where, wanted.Name));
}
