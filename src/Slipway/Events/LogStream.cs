using System.Text.Json.Serialization;

namespace Slipway.Events;

/// <summary>Which stream a line came from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LogStream>))]
public enum LogStream
{
    [JsonStringEnumMemberName("out")] Out,
    [JsonStringEnumMemberName("err")] Err,
}
