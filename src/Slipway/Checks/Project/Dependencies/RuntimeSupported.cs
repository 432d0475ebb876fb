namespace Slipway.Checks.Project.Dependencies;

/// <summary><c>src.runtime_supported</c></summary>
internal sealed class RuntimeSupported() : ProjectCheck<DependencyFacts>(new("src.runtime_supported", "Runtimes and frameworks still get security updates", Severity.High)
{
    Section = CheckSection.Dependencies,
    Why = "After its end of life a version gets no more security updates: each weakness found from then on stays open.",
    Judged = "Of PHP, Python, Node.js, .NET, Django, Laravel, MySQL, MariaDB, PostgreSQL, Redis, Debian and Ubuntu, the newest release line that manifests, locks, version files, Dockerfiles and compose files allow "
        + "is not past its end of life; within six months of it is a warning. The table of dates is built in; a table older than a year says so.",
    Causes = [new("left-behind", "the project was not brought to newer versions"), new("copied-image", "a Dockerfile was copied from an old guide")],
    Remedy = new("Move to a release line that is supported, in the project and on the host."),
    Sources = ["https://www.php.net/supported-versions.php", "https://devguide.python.org/versions/", "https://github.com/nodejs/Release", "https://dotnet.microsoft.com/platform/support/policy", "https://www.djangoproject.com/download/",
        "https://laravel.com/docs/releases", "https://www.postgresql.org/support/versioning/", "https://mariadb.org/about/#maintenance-policy", "https://endoflife.date"],
}, DependencyFacts.ReadAsync)
{
    private const int MonthsBefore = 6;

    public override Verdict Judge(DependencyFacts facts)
    {
        if (facts.Runtimes.Count == 0)
            return Verdict.Skip("the project names no runtime");
        var ends = facts.Runtimes.Select(use => (Use: use, End: EndOfLife.Of(use))).Where(one => one.End is not null).Select(one => (one.Use, End: one.End!.Value)).ToList();
        var past = ends.Where(one => one.End.LastDay < facts.Today).ToList();
        var near = ends.Where(one => one.End.LastDay >= facts.Today && one.End.LastDay <= facts.Today.AddMonths(MonthsBefore)).ToList();
        List<Evidence> evidence = [.. past.Select(one => Seen(one.Use, one.End, "ended")), .. near.Select(one => Seen(one.Use, one.End, "ends"))];
        if (evidence.Count == 0)
            return EndOfLife.IsStale(facts.Today) ? Verdict.Unknown($"the table of dates is of {EndOfLife.Date:yyyy-MM-dd}: use a newer Slipway") : Verdict.Pass;
        if (EndOfLife.IsStale(facts.Today))
            evidence.Add(new Evidence($"the table of dates is of {EndOfLife.Date:yyyy-MM-dd}: use a newer Slipway"));
        return past.Count > 0 ? Verdict.FailIf(evidence, Title(past[0], "is past its end of life")) : Verdict.WarnIf(evidence, Title(near[0], "comes to its end of life"));
    }

    private static string Title((RuntimeUse Use, (string Line, DateOnly LastDay) End) one, string what) => $"{EndOfLife.Title(one.Use.Product)} {one.End.Line} {what}";

    private static Evidence Seen(RuntimeUse use, (string Line, DateOnly LastDay) end, string verb) =>
        new($"{EndOfLife.Title(use.Product)} {end.Line} {verb} on {end.LastDay:yyyy-MM-dd}", use.Where, use.Product);
}
