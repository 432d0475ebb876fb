using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Owners;

/// <summary>What belongs to another app environment, or lies where the last deploy did not put it.</summary>
internal static class OwnerProblems
{
    public static Problem StateTaken(HostLayout layout, OwnerRecord owner) => new(
        "owner.name-taken", $"{owner} has the name {layout.Key} on this host, and {layout.App} {layout.Environment} would have it too",
        $"{layout.State} belongs to app {owner.App}, environment {owner.Environment}",
        ["an app's and an environment's name joined by a hyphen are the same for both"],
        $"Give the environment {layout.Environment} of {layout.App}, or the app, another name; {owner} stays as it is.");

    public static Problem RootTaken(HostLayout layout, OwnerRecord owner) => new(
        "owner.root-taken", $"{layout.Root} belongs to {owner}, not to {layout.App} {layout.Environment}",
        owner.Root == layout.Root ? null : $"the root of {owner} is {owner.Root}",
        ["another app or environment has the same root", "the app was renamed: then its url is the other's, too"],
        $"Give {layout.App} {layout.Environment} a root of its own: `root: /srv/{layout.Key}` in slipway.yaml. If it is the same app under a new name, deploy then tells how to take its data over.");

    public static Problem RootChanged(HostLayout layout, string before, IReadOnlyList<string> units) => new(
        "owner.root-changed", $"{layout.App} {layout.Environment} lies in {before}, and slipway.yaml says {layout.Root}",
        $"releases, shared data, env and processes are in {before}; in {layout.Root} the app would begin with empty data, and the old processes would go on",
        ["`root`, or the name that it follows from, was changed after a deploy"],
        $"""
        To leave it where it is: `root: {before}` in slipway.yaml. To have it under the new name, on the host:
          {Move(before, layout)}
        Keep {before}: releases that stand name it. From one file system to another, stop it first and start it again afterwards:
          sudo systemctl stop {string.Join(' ', units)}
          sudo systemctl restart slipway-recover@{layout.Key}.service
        """);

    public static Problem RootNotOurs(HostLayout layout, IReadOnlyList<string> strangers) => new(
        "owner.root-not-empty", $"{layout.Root} is in use, and not by Slipway",
        $"there: {string.Join(", ", strangers.Take(10))}{(strangers.Count > 10 ? $" and {strangers.Count - 10} more" : "")}",
        ["the app was deployed by hand or with another tool before", "another program's files lie there"],
        $"Choose another root in slipway.yaml (`root: /srv/{layout.Key}`), or move what lies there away. Data of the app may be in {layout.Shared} before the first deploy.");

    private static string Move(string before, HostLayout layout) => Directory.Exists(before)
        ? $"{(Directory.Exists(layout.Root) ? $"sudo rmdir {layout.Root} && " : "")}sudo mv {before} {layout.Root} && sudo ln -s {layout.Root} {before}"
        : $"sudo ln -s {layout.Root} {before}";
}
