using System.Text.Json.Serialization;

namespace Slipway.Tests.Protocol;

public sealed record Words(string Text);

[JsonSerializable(typeof(Words))]
internal sealed partial class WireJson : JsonSerializerContext;
