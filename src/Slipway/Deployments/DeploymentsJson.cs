using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Deployments.Journals;
using Slipway.Deployments.Owners;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments;

/// <summary>All JSON of this folder: the plan, the journal, a release's description, words to and from a transaction.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(HostPlan))]
[JsonSerializable(typeof(ReleaseDescription))]
[JsonSerializable(typeof(ReleaseSettings))]
[JsonSerializable(typeof(LockHolder))]
[JsonSerializable(typeof(OwnerRecord))]
[JsonSerializable(typeof(TransactionEvent))]
[JsonSerializable(typeof(TransactionOrder))]
[JsonSerializable(typeof(List<SiteChange>))]
public sealed partial class DeploymentsJson : JsonSerializerContext;
