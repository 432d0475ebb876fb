using System.Text.Json.Serialization;

namespace Slipway.Events;

/// <summary>How a command ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    [JsonStringEnumMemberName("done")] Done,
    [JsonStringEnumMemberName("nothing-to-do")] NothingToDo,
    [JsonStringEnumMemberName("failed")] Failed,
    [JsonStringEnumMemberName("undone")] Undone,
    [JsonStringEnumMemberName("undo-failed")] UndoFailed,
    [JsonStringEnumMemberName("refused")] Refused,
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}
