using System.Text.Json;
using Slipway.Deployments.Transactions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Owners;

/// <summary>Where it is written down whose a state folder and a root are. Hosts from before there were such files are known by their last plan.</summary>
public static class OwnerFiles
{
    private const string InState = "owner.json";
    private const string InRoot = ".slipway-owner";

    /// <summary>The owner of a state folder; null when it belongs to nobody yet.</summary>
    public static OwnerRecord? OfState(string state) => Read(Path.Combine(state, InState)) ?? OfPlan(state);

    /// <summary>The owner of an app's root; null when nobody has said so.</summary>
    public static OwnerRecord? OfRoot(string root) => Read(Path.Combine(root, InRoot));

    /// <summary>Takes state folder and root where nobody has: of two that come at the same time one is refused.</summary>
    public static void Claim(HostLayout layout)
    {
        var owner = new OwnerRecord(layout.App, layout.Environment, layout.Root);
        Directory.CreateDirectory(layout.State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(layout.Root);
        if ((OfState(layout.State) ?? Create(layout.State, InState, owner)) is var first && !first.Owns(layout))
            throw new ProblemException(OwnerProblems.StateTaken(layout, first));
        if ((OfRoot(layout.Root) ?? Create(layout.Root, InRoot, owner)) is var other && !other.Owns(layout))
            throw new ProblemException(OwnerProblems.RootTaken(layout, other));
    }

    /// <summary>After a commit: how the environment is set from now on.</summary>
    public static void Write(HostLayout layout, OwnerRecord owner)
    {
        var json = JsonSerializer.Serialize(owner, DeploymentsJson.Default.OwnerRecord);
        AtomicFile.Write(Path.Combine(layout.State, InState), json);
        AtomicFile.Write(Path.Combine(layout.Root, InRoot), json, FileModes.Public);
    }

    private static OwnerRecord? OfPlan(string state) => Recovery.LastPlan(state) is { DeployUser: not null } plan
        ? plan.Owner ?? new(plan.Layout.App, plan.Layout.Environment, plan.Layout.Root)
        {
            DeployUser = plan.DeployUser,
            RunUser = plan.RunUser,
            Names = plan.Health is { } health ? [new Uri($"http://{health.Host}").IdnHost] : [],
        }
        : null;

    private static OwnerRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), DeploymentsJson.Default.OwnerRecord) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Who was the first.</returns>
    private static OwnerRecord Create(string folder, string name, OwnerRecord owner)
    {
        var (path, made) = (Path.Combine(folder, name), Path.Combine(folder, $"{name}.{Environment.ProcessId}"));
        AtomicFile.Write(made, JsonSerializer.Serialize(owner, DeploymentsJson.Default.OwnerRecord), FileModes.Public);
        try
        {
            Posix.Link(made, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            return Read(path) ?? owner;
        }
        finally
        {
            Posix.Unlink(made);
        }

        return owner;
    }
}
