using Slipway.Problems;

namespace Slipway.Checks;

/// <summary>What <c>validate</c> does: all checks that need no server, and what waivers make of them.</summary>
public static class Validation
{
    /// <param name="only">Ids or groups; empty = all.</param>
    /// <param name="skip">Ids or groups that are left out.</param>
    /// <returns>Worst first.</returns>
    /// <exception cref="ProblemException"><c>checks.unknown</c>, <c>checks.unknown-waiver</c>.</exception>
    public static async Task<IReadOnlyList<Finding>> RunAsync(
        CheckedProject project, IReadOnlyList<string> only, IReadOnlyList<string> skip, CancellationToken cancel)
    {
        var waivers = project.Environment.Waivers;
        if (waivers.FirstOrDefault(w => ValidationCatalogue.All.All(c => c.About.Id != w.Check)) is { } stray)
            throw new ProblemException(CheckProblems.UnknownWaiver(stray, ValidationCatalogue.All));
        var asked = CheckSelection.Of(ValidationCatalogue.All, only, skip);
        var findings = await CheckRunner.RunAsync([.. ValidationCatalogue.For(project).Intersect(asked)], project, null, cancel);
        var today = DateOnly.FromDateTime(project.Clock.GetUtcNow().UtcDateTime);
        return Finding.Sorted(findings.Select(f => WaiverRules.Apply(f, waivers, today)));
    }
}
