using Slipway.Deployments.Journals;
using Slipway.Problems;
using Xunit;

namespace Slipway.Tests.Deployments.Journals;

public class TransactionRecordTest
{
    private static readonly Problem Wrong = new("a.b", "wrong", null, null, "remedy");

    [Fact]
    public void An_open_one_has_no_outcome()
    {
        var record = Of(E(JournalEvent.Begin), E(JournalEvent.Start, "tree"), E(JournalEvent.Done, "tree"), E(JournalEvent.Start, "switch"));
        Assert.Equal((null, false, false), (record.Outcome, record.Committed, record.IsGood));
        Assert.Equal((["tree", "switch"], ["tree"]), (record.Started.ToArray(), record.Done.ToArray()), Pairs);
    }

    [Fact]
    public void A_done_one_is_good()
    {
        var record = Of(E(JournalEvent.Begin), E(JournalEvent.Start, "commit"), E(JournalEvent.Commit), E(JournalEvent.Failed, "prune") with { Problem = Wrong }, E(JournalEvent.End) with { Outcome = TransactionOutcome.Done });
        Assert.Equal((true, TransactionOutcome.Done, "a.b"), (record.IsGood, record.Outcome, record.Problem!.Code));
    }

    [Fact]
    public void An_undone_one_keeps_its_problem_and_what_was_not_undone()
    {
        var record = Of(E(JournalEvent.Begin), E(JournalEvent.Start, "site"), E(JournalEvent.Start, "switch"), E(JournalEvent.Undoing, "switch") with { Problem = Wrong },
            E(JournalEvent.Undone, "switch"), E(JournalEvent.UndoFailed, "site") with { Problem = Wrong with { Code = "c.d" } }, E(JournalEvent.End) with { Outcome = TransactionOutcome.UndoFailed });
        Assert.Equal((false, TransactionOutcome.UndoFailed, "a.b", "site"), (record.IsGood, record.Outcome, record.Problem!.Code, Assert.Single(record.Started)));
    }

    [Fact]
    public void An_undo_after_a_commit_whose_sync_failed_is_no_commit()
    {
        var record = Of(E(JournalEvent.Begin), E(JournalEvent.Commit), E(JournalEvent.Undoing) with { Problem = Wrong });
        Assert.Equal((false, false, null), (record.Committed, record.IsGood, record.Outcome));
    }

    [Fact]
    public void Entries_without_a_begin_are_nobody_s() =>
        Assert.Empty(TransactionRecord.From([E(JournalEvent.Commit), E(JournalEvent.End)]));

    [Fact]
    public void Order_is_that_of_the_begins()
    {
        JournalEntry[] entries = [E(JournalEvent.Begin), E(JournalEvent.Begin) with { Transaction = "b", Release = "2-x" }, E(JournalEvent.End) with { Outcome = TransactionOutcome.Undone }];
        Assert.Equal([("a", TransactionOutcome.Undone), ("b", null)], TransactionRecord.From(entries).Select(r => (r.Id, r.Outcome)));
    }

    private static bool Pairs((string[], string[]) a, (string[], string[]) b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2);

    private static TransactionRecord Of(params JournalEntry[] entries) => Assert.Single(TransactionRecord.From(entries));

    private static JournalEntry E(JournalEvent what, string? step = null) => new() { Transaction = "a", Event = what, Step = step, Release = what == JournalEvent.Begin ? "1-x" : null };
}
