using System.Text.Json.Serialization;

namespace Slipway.Checks;

/// <summary>How a check ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckOutcome>))]
public enum CheckOutcome
{
    /// <summary>It looked, and all is well.</summary>
    [JsonStringEnumMemberName("pass")] Pass,

    /// <summary>Not wrong yet, or wrong in a way that production survives.</summary>
    [JsonStringEnumMemberName("warn")] Warn,

    /// <summary>It looked, and it is wrong.</summary>
    [JsonStringEnumMemberName("fail")] Fail,

    /// <summary>There is nothing to look at, it was waived, or a check that it depends on did not pass.</summary>
    [JsonStringEnumMemberName("skip")] Skip,

    /// <summary>It could not look. Never counted as passed.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}
