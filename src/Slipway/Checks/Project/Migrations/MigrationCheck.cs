using Slipway.Migrations;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Migrations;

/// <summary>A check of what new migrations may do.</summary>
internal abstract class MigrationCheck(CheckAbout about, MigrationHarm harm, CheckOutcome outcome, string title) : ProjectCheck<MigrationFacts>(about, MigrationFacts.ReadAsync)
{
    /// <summary>Which migrations are judged; the same for all.</summary>
    protected const string New = "Judged are new migrations: not committed, not on the upstream, or added to the repository within 30 days (a name that says a day more than 60 days back is not new, nor is what the first commit brought). Statements are read, not run. Waive one by its path. ";

    public override Verdict Judge(MigrationFacts facts)
    {
        if (facts.Total == 0)
            return Verdict.Skip("no migrations");
        if (facts.New is null)
            return Verdict.Unknown("git cannot tell which migrations are new");
        var seen = facts.New.SelectMany(m => m.Concerns.Where(c => c.Harm == harm).Select(c => new Evidence($"{Path.GetFileNameWithoutExtension(m.File.Path)} {c.Why}; safer: {c.Safer}", m.File.Where(c.Line, 1), m.File.Path)));
        return outcome == CheckOutcome.Warn ? Verdict.WarnIf(seen, title) : Verdict.FailIf(seen, title);
    }
}
