using System.Text.Json.Serialization;

namespace Slipway.Databases;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DumpContents))]
internal sealed partial class BackupsJson : JsonSerializerContext;
