using System.Text.Json.Serialization;
using Slipway.Deployments.Steps;
using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Plans;

/// <summary>
/// One step of a plan: its properties are the data, <see cref="RunAsync"/> does it and <see cref="UndoAsync"/> takes it back.
/// An undo may be asked of a step that ran whole, half or not at all, and more than once.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ReceiveStep), "receive")]
[JsonDerivedType(typeof(TreeStep), "tree")]
[JsonDerivedType(typeof(ConfigureStep), "configure")]
[JsonDerivedType(typeof(BuildStep), "build")]
[JsonDerivedType(typeof(HookStep), "hook")]
[JsonDerivedType(typeof(FreezeStep), "freeze")]
[JsonDerivedType(typeof(ProtectStep), "protect")]
[JsonDerivedType(typeof(MigrateStep), "migrate")]
[JsonDerivedType(typeof(RestoreStep), "restore")]
[JsonDerivedType(typeof(SiteStep), "site")]
[JsonDerivedType(typeof(StartStep), "start")]
[JsonDerivedType(typeof(HealthStep), "health")]
[JsonDerivedType(typeof(SwitchStep), "switch")]
[JsonDerivedType(typeof(WorkersStep), "workers")]
[JsonDerivedType(typeof(SoakStep), "soak")]
[JsonDerivedType(typeof(CommitStep), "commit")]
[JsonDerivedType(typeof(DrainStep), "drain")]
[JsonDerivedType(typeof(PruneStep), "prune")]
[JsonDerivedType(typeof(SpareStep), "spare")]
public abstract record Step
{
    /// <summary>Unique in the plan: the step's name, with a suffix where there are several.</summary>
    public required string Id { get; init; }

    /// <summary>For people: what it does, in a few words.</summary>
    public required string Title { get; init; }

    public required Phase Phase { get; init; }

    public abstract Task RunAsync(StepContext context);

    /// <summary>Takes the step back. Needs no disk space.</summary>
    public virtual Task UndoAsync(StepContext context) => Task.CompletedTask;
}
