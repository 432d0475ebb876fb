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
          {OwnerCommands.Move(before, layout)}
        Keep {before}: releases that stand name it. From one file system to another, stop it first and start it again afterwards:
          sudo systemctl stop {string.Join(' ', units)}
          sudo systemctl restart slipway-recover@{layout.Key}.service
        """);

    public static Problem RootNotOurs(HostLayout layout, IReadOnlyList<string> strangers) => new(
        "owner.root-not-empty", $"{layout.Root} is in use, and not by Slipway",
        $"there: {string.Join(", ", strangers.Take(10))}{(strangers.Count > 10 ? $" and {strangers.Count - 10} more" : "")}",
        ["the app was deployed by hand or with another tool before", "another program's files lie there"],
        $"Choose another root in slipway.yaml (`root: /srv/{layout.Key}`), or move what lies there away. Data of the app may be in {layout.Shared} before the first deploy.");

    /// <summary>The users own what stands: releases, env, shared data, sockets. All of it goes on when the new name is the same account.</summary>
    public static Problem UserChanged(string host, OwnerRecord owner, ChangedUser user) => new(
        "owner.user-changed", $"{owner} was deployed to {host} with users.{user.Role} {user.Before}, and slipway.yaml says {user.Now}",
        $"{user.Before} ({Number(user.Uid)}) owns {(user.Role == "run" ? "shared data, sockets and processes" : "env, code and caches")} of what stands there; "
        + $"{user.Now} is {Number(user.NowUid)}: {(user.Role == "run" ? "it could not write that data, and earlier releases could not run" : "it could not replace them")}",
        [$"`users.{user.Role}`, or the app's name that it follows from, was changed after a deploy"],
        $"""
        To stay with it: `users.{user.Role}: {user.Before}` in slipway.yaml. To have the new name, make both names one account, on the host; the app goes on meanwhile:
          {OwnerCommands.OneAccount(user)}
        """, host);

    /// <summary>It is the same site under another name of the app, or another app took its url.</summary>
    public static Problem SiteOfAnother(string host, HostLayout layout, Neighbour other, IReadOnlyList<string> names) => new(
        "owner.site-taken", $"{other.Owner} on {host} answers to {string.Join(", ", names)}, and was deployed by Slipway",
        $"release {other.Serving} in {other.Owner.Root}; its processes: {(other.Units.Count == 0 ? "none" : string.Join(", ", other.Units))}",
        ["the app or the environment was renamed", "two apps or environments have the same url"],
        $"""
        If it was renamed, the simplest is the old name: `app: {other.Owner.App}`, environment {other.Owner.Environment}. To take data and env over and end the old one, on the host (visitors get errors until the next deploy is done):
          {OwnerCommands.TakeOver(layout, other)}
        Then deploy. The way back to its releases ends with that. If it is another app, give this one another url.
        """, host);

    private static string Number(int uid) => uid < 0 ? "no account there" : $"account {uid}";
}
