using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Deployments;
using Slipway.Deployments.Journals;

namespace Slipway.Cli;

/// <summary>Journal entries as rows for people.</summary>
internal static class JournalTable
{
    public static OutputTable Of(IReadOnlyList<JournalEntry> entries) =>
        new(["NO", "TIME (UTC)", "WHAT", "DETAIL"], [.. entries.Select(Row)]);

    public static JsonArray ToJson(IReadOnlyList<JournalEntry> entries) =>
        new([.. entries.Select(e => JsonSerializer.SerializeToNode(e, DeploymentsJson.Default.JournalEntry))]);

    private static IReadOnlyList<string> Row(JournalEntry entry) =>
        [entry.Number.ToString(), $"{entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}", What(entry), entry.Problem?.Title ?? entry.Detail ?? Detail(entry)];

    private static string What(JournalEntry entry) => entry.Event switch
    {
        JournalEvent.Begin => $"{entry.Kind} {entry.Release}",
        JournalEvent.Start => $"  {entry.Step} ...",
        JournalEvent.Done => $"  {entry.Step} done",
        JournalEvent.Failed => $"  {entry.Step} FAILED",
        JournalEvent.Undoing => "  undoing",
        JournalEvent.Undone => $"  {entry.Step} undone",
        JournalEvent.UndoFailed => $"  {entry.Step} NOT undone",
        JournalEvent.Commit => "  committed",
        JournalEvent.End => $"ended: {Ended(entry.Outcome)}",
        _ => $"  {entry.Step}",
    };

    private static string Ended(TransactionOutcome? outcome) => outcome switch
    {
        TransactionOutcome.Done => "done",
        TransactionOutcome.Undone => "undone",
        _ => "undo failed",
    };

    private static string Detail(JournalEntry entry) => entry.Event == JournalEvent.Begin
        ? $"by {entry.Who ?? "unknown"}, {(entry.Previous is null ? "nothing served" : $"{entry.Previous} served")}{(entry.Gate?.Despite is { } despite ? $", {despite}" : "")}"
        : "";
}
