using System.Text.Json.Serialization;

namespace Slipway.Hosts.Local;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LocalRequest))]
[JsonSerializable(typeof(LocalReply))]
[JsonSerializable(typeof(LocalSiteDescription))]
[JsonSerializable(typeof(LocalWanted[]))]
internal sealed partial class LocalJson : JsonSerializerContext;
