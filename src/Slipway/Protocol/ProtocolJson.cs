using System.Text.Json.Serialization;
using Slipway.Problems;

namespace Slipway.Protocol;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem[]))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
