using System.Text.Json.Serialization;

namespace Slipway.Events;

/// <summary>Where a step stands. Everything but <see cref="Started"/> is final, though a done step can later be undone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepState>))]
public enum StepState
{
    [JsonStringEnumMemberName("started")] Started,
    [JsonStringEnumMemberName("done")] Done,
    [JsonStringEnumMemberName("failed")] Failed,
    [JsonStringEnumMemberName("undone")] Undone,
    [JsonStringEnumMemberName("skipped")] Skipped,
}
