using Slipway.Content;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Proof;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;

namespace Slipway.Deployments.Sessions;

/// <summary>Proves on a host what serves there. Changes nothing.</summary>
internal sealed class ReleaseInspector(AgentHost host)
{
    private const int MostDifferences = 50;

    public async Task<ProveReply> ProveAsync(ProveRequest request, CancellationToken cancel)
    {
        var layout = request.Layout;
        if (CurrentLink.Read(layout.Current) is not { } release || ReleaseDescription.Read(layout.Release(release)) is not { } description)
            return new ProveReply();
        var machine = host.Machine(layout, request.DeployUser, request.RunUser);
        return new ProveReply
        {
            Release = release,
            WebAsked = description.Health is not null,
            Contradiction = description.Health is { } health
                ? await host.AtRestAsync(cancel) ?? await ReleaseProof.ContradictionAsync(machine, layout, health, release, layout.CurrentEntrance, cancel, healthy: true)
                : null,
            Processes = await Task.WhenAll(description.Processes.Select(p => ReportAsync(machine, request, p, release, cancel))),
            Differences = request.Deep ? await Task.Run(() => Differences(request, description), cancel) : null,
        };
    }

    private static async Task<ProcessReport> ReportAsync(IMachine machine, ProveRequest request, PlannedProcess process, string release, CancellationToken cancel)
    {
        var state = await machine.StateAsync(process, release, cancel);
        var wrong = state.Running ? ReleaseProof.FolderContradiction(request.Layout, release, state.MainProcess, process.Name) : state.Detail;
        return new(process.Name, state.Running, state.Restarts, wrong);
    }

    /// <summary>Changed and missing files. Added ones are not told: a build on the host adds what no manifest knows.</summary>
    private List<string> Differences(ProveRequest request, ReleaseDescription description)
    {
        if (ManifestFolder.TryRead(request.Layout, description.Manifest) is not { } manifest)
            return ["the release's file list is gone from the host"];
        var owner = host.DeployFiles(request.Layout, request.DeployUser, request.RunUser);
        var found = TreeCheck.Compare(request.Layout.Release(description.Release), manifest, new TreePolicy(owner.User, owner.Group), description.Mutable.ToHashSet());
        return [.. found.Where(d => d.What != TreeAspect.Added).Take(MostDifferences).Select(d => $"{d.Path}: {d.What.ToString().ToLowerInvariant()} differs")];
    }
}
