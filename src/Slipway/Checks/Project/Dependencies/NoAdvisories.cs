using Slipway.Checks.Project.Dependencies.Advisories;

namespace Slipway.Checks.Project.Dependencies;

/// <summary><c>src.advisories</c></summary>
internal sealed class NoAdvisories() : ProjectCheck<AdvisoryFacts>(new("src.advisories", "No locked package has a known weakness", Severity.High)
{
    Section = CheckSection.Dependencies,
    Why = "Published weaknesses are tried by robots within hours.",
    Judged = "npm audit, composer audit, pip-audit and dotnet list package --vulnerable, where they are installed, are asked about the packages that production installs, once a day for each state of the lock. "
        + "High and critical ones fail, others warn; without an answer the check is unknown.",
    Causes = [new("not-updated", "the packages were not updated since the weakness became known")],
    Remedy = new("Update the packages named here and deploy again."),
    Sources = ["https://docs.npmjs.com/cli/commands/npm-audit", "https://getcomposer.org/doc/03-cli.md#audit", "https://pypi.org/project/pip-audit/", "https://learn.microsoft.com/dotnet/core/tools/dotnet-package-list"],
}, AdvisoryFacts.ReadAsync)
{
    private const int MostShown = 20;

    public override Verdict Judge(AdvisoryFacts facts)
    {
        if (facts.Answers.Count == 0)
            return Verdict.Skip("the project names no packages");
        var known = facts.Answers.SelectMany(answer => answer.Advisories.Select(advisory => (answer.Manifest, Advisory: advisory))).OrderByDescending(one => one.Advisory.Severity).ToList();
        var unasked = facts.Answers.Where(answer => answer.Reason is not null).Select(answer => new Evidence($"{answer.Manifest}: {answer.Reason}")).ToList();
        if (known.Count == 0)
            return unasked.Count == 0 ? Verdict.Pass : new Verdict(CheckOutcome.Unknown) { Evidence = unasked };
        var worst = known[0].Advisory.Severity;
        return new Verdict(worst >= Severity.High ? CheckOutcome.Fail : CheckOutcome.Warn)
        {
            Title = known.Count == 1 ? $"{known[0].Advisory.Package} has a known weakness" : $"Packages have {known.Count} known weaknesses",
            Severity = worst,
            Evidence =
            [
                .. known.Take(MostShown).Select(one => new Evidence($"{one.Advisory.Package}: {one.Advisory.Title} ({one.Advisory.Severity.ToString().ToLowerInvariant()}{(one.Advisory.Id.Length > 0 ? ", " + one.Advisory.Id : "")})", one.Manifest, one.Advisory.Package)),
                .. unasked,
            ],
        };
    }
}
