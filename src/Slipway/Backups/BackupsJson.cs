using System.Text.Json.Serialization;

namespace Slipway.Backups;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DumpContents))]
internal sealed partial class BackupsJson : JsonSerializerContext;
