using System.Text.Json.Serialization;

namespace Slipway.Hosts.Observed;

/// <summary>JSON of the questions and facts between client and agent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ObserveRequest))]
[JsonSerializable(typeof(ObserveReply))]
public sealed partial class ObservedJson : JsonSerializerContext;
