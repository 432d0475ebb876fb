using System.Text.Json.Serialization;

namespace Slipway.Lab;

[JsonSerializable(typeof(HostState))]
[JsonSerializable(typeof(NetworkState))]
internal sealed partial class StateJson : JsonSerializerContext;
