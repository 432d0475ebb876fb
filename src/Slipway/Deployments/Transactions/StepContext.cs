using Slipway.Deployments.Journals;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Secrets;

namespace Slipway.Deployments.Transactions;

/// <summary>What a step may use while it runs or is undone.</summary>
public sealed class StepContext
{
    private Task _sync = Task.CompletedTask;
    private long? _proven;

    public required HostPlan Plan { get; init; }
    public required IMachine Machine { get; init; }
    public required Journal Journal { get; init; }
    public required TransactionControl Control { get; init; }
    public required TimeProvider Time { get; init; }
    public required Action<TransactionEvent> Emit { get; init; }

    /// <summary>Cancelled when the transaction must stop going forward; a fresh one during an undo.</summary>
    public CancellationToken Cancel { get; set; }

    /// <summary>The step that runs.</summary>
    public Step? Step { get; set; }

    /// <summary>The migrations that are pending, when an earlier step asked; null when nobody has.</summary>
    public Task<IReadOnlyList<string>>? PendingMigrations { get; set; }

    /// <summary>Takes secrets out of everything that is shown or written down.</summary>
    public Redactor Redactor { get; set; } = new Redactor([]);

    public HostLayout Layout => Plan.Layout;

    /// <summary>Folder of the release that is made.</summary>
    public string ReleaseFolder => Layout.Release(Plan.Release);

    public string MetaFolder => Layout.Meta(Plan.Release);

    /// <summary>The transaction's own folder, for what an undo needs.</summary>
    public string WorkFolder => Path.Combine(Layout.Transactions, Plan.Transaction);

    public void Log(string line, bool isError = false) =>
        Emit(TransactionEvent.Log(Step?.Id, Redactor.Redact(line), isError));

    /// <summary>Says how far a long step is.</summary>
    public void Progress(long done, long total, string unit) =>
        Emit(TransactionEvent.OfProgress(Step?.Id, done, total, unit));

    /// <summary>Writes something down for later readers of the journal; on the disk before this returns, because an undo may depend on it.</summary>
    /// <param name="what">Our own word, by which it is found again: it stays as it is whatever the secrets are.</param>
    /// <param name="detail">What follows it; secrets are taken out.</param>
    public void Note(string what, string detail = "") =>
        Journal.Append(new JournalEntry { Transaction = Plan.Transaction, Event = JournalEvent.Note, Step = Step?.Id, Detail = what + Redactor.Redact(detail) }, durable: true);

    /// <summary>The middle of a step: where a drill may hold it.</summary>
    public Task InsideAsync() => Step is null ? Task.CompletedTask : HoldAsync("inside");

    /// <summary>Begins the journal's note of a hold: also who has no session can see that a drill has landed.</summary>
    public const string HeldPrefix = "held ";

    internal async Task HoldAsync(string point)
    {
        if (Plan.Hold != $"{Step!.Id}:{point}")
            return;
        Note(HeldPrefix + point);
        Emit(TransactionEvent.OfHeld(Step.Id, point));
        await Control.HoldAsync(Path.Combine(Layout.Run, "resume"), Cancel);
    }

    /// <summary>Begins to write the release to the disk, beside the steps that follow.</summary>
    public void StartSync() => _sync = Task.Run(() => Posix.SyncFileSystem(ReleaseFolder), CancellationToken.None);

    /// <summary>Everything of the release is on the disk when this ends. A failure of what <see cref="StartSync"/> began counts: the kernel tells it only once.</summary>
    public async Task SyncAsync()
    {
        await _sync;
        Posix.SyncFileSystem(ReleaseFolder);
    }

    /// <summary>The new release was just proven to serve, its workers to run.</summary>
    public void Proven() => _proven = Time.GetTimestamp();

    /// <summary>True once visitors may have reached the new release. Never while they are kept out: then nothing of theirs is under way in it.</summary>
    public bool HasServed => !Plan.Steps.Any(s => s is Steps.FreezeStep)
        && Journal.Entries.Any(e => e.Transaction == Plan.Transaction && e.Event == JournalEvent.Start && Plan.Steps.Any(s => s is Steps.SwitchStep && s.Id == e.Step));

    /// <summary>So short a time ago that to prove it again would tell nothing new.</summary>
    public bool IsJustProven => _proven is { } at && Time.GetElapsedTime(at) < TimeSpan.FromSeconds(1);

    public Task DelayAsync(TimeSpan time) => Task.Delay(time, Time, Cancel);
}
