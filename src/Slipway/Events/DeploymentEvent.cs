using System.Text.Json.Serialization;

namespace Slipway.Events;

/// <summary>
/// Something that happened while a command ran, for whoever watches. All text is free of secrets before it gets here.
/// The wire form is <see cref="EventJson"/>, described in docs/json.md.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StepEvent), "step")]
[JsonDerivedType(typeof(ProgressEvent), "progress")]
[JsonDerivedType(typeof(LogEvent), "log")]
[JsonDerivedType(typeof(FindingEvent), "finding")]
[JsonDerivedType(typeof(ProblemEvent), "problem")]
[JsonDerivedType(typeof(ResultEvent), "result")]
public abstract record DeploymentEvent
{
    /// <summary>When it happened; null = the output stamps it as it comes.</summary>
    [JsonPropertyOrder(-2)]
    public DateTimeOffset? Time { get; init; }
}
