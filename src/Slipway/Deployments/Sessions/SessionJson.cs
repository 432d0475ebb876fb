using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Sessions;

/// <summary>JSON of the calls between client and agent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(InspectRequest))]
[JsonSerializable(typeof(HostState))]
[JsonSerializable(typeof(BeginRequest))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(OfferRequest))]
[JsonSerializable(typeof(OfferReply))]
[JsonSerializable(typeof(PackRequest))]
[JsonSerializable(typeof(EnvRequest))]
[JsonSerializable(typeof(EnvReply))]
[JsonSerializable(typeof(EnvReadRequest))]
[JsonSerializable(typeof(EnvReadReply))]
[JsonSerializable(typeof(EnvMergeRequest))]
[JsonSerializable(typeof(EnvMergeReply))]
[JsonSerializable(typeof(JournalRequest))]
[JsonSerializable(typeof(JournalReply))]
[JsonSerializable(typeof(LogsRequest))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(ExecRequest))]
[JsonSerializable(typeof(ExecReply))]
[JsonSerializable(typeof(ProveRequest))]
[JsonSerializable(typeof(ProveReply))]
[JsonSerializable(typeof(Empty))]
[JsonSerializable(typeof(TransactionEvent))]
[JsonSerializable(typeof(TransactionOrder))]
public sealed partial class SessionJson : JsonSerializerContext;
