using System.Text.Json.Serialization;

namespace Slipway.Checks;

/// <summary>What a check looks at; <c>validate</c> shows them in this order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckSection>))]
public enum CheckSection
{
    [JsonStringEnumMemberName("env")] Env,
    [JsonStringEnumMemberName("source")] Source,
    [JsonStringEnumMemberName("dependencies")] Dependencies,
    [JsonStringEnumMemberName("stack")] Stack,
    [JsonStringEnumMemberName("migrations")] Migrations,
    [JsonStringEnumMemberName("tests")] Tests,
}
