using Slipway.Problems;

namespace Slipway.Stacks.Node;

internal static class NodeProblems
{
    public static Problem NoStart(string evidence, string? suggestion) => new("stack.node-no-start",
        "It is not clear how the Node app is started",
        evidence,
        ["package.json has no start script", "the start script needs a shell (|, >, $) or starts several programs"],
        $"Make the start script one plain command, such as {suggestion ?? "\"start\": \"node server.js\""}.");

    public static Problem DevelopmentStart(string script, ScriptEnd.Develops end) => new("stack.node-development-start",
        "The Node app is started as for a developer",
        script == end.Command
            ? $"The start script in package.json is \"{script}\"."
            : $"The start script in package.json is \"{script}\", which runs \"{end.Command}\".",
        ["the start script is the one for developers", "the production start has another name"],
        $"Name the production start in package.json: {end.Instead}.");

    public static Problem Adapter(string framework, string found, string remedy) => new("stack.node-adapter",
        $"{framework} is built for another kind of host",
        found,
        ["the project was set up for a hoster's own platform"],
        remedy);

    public static Problem SeveralLocks(IReadOnlyList<string> locks) => new("stack.node-several-locks",
        "It is not clear which lock file fixes the versions",
        $"There are {string.Join(" and ", locks)}: each manager of packages reads its own.",
        ["the project moved from one manager to another and the old lock stayed"],
        "Delete the lock that is not used, or name the manager in package.json: \"packageManager\": \"pnpm@9.15.0\".");

    public static Problem OtherLock(string manager, string found) => new("stack.node-other-lock",
        "The lock file is of another manager than package.json names",
        $"package.json says \"packageManager\": \"{manager}\"; the only lock is {found}.",
        ["the lock of that manager was never committed", "packageManager is left over"],
        $"Commit the lock of {manager.Split('@')[0]}, or take packageManager out of package.json.");

    public static Problem WorkspaceMember(string folder, string root) => new("stack.node-workspace-member",
        "The versions of this app's packages are fixed in a folder above it",
        $"{folder} is part of the workspace {root}, whose lock would not be sent.",
        ["slipway.yaml lies in one package of a workspace"],
        $"Put slipway.yaml into {root} and let its package.json start this package: \"start\": \"npm run start --workspace <name>\" (yarn workspace <name> start, pnpm --filter <name> start).");
}
