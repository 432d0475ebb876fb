using Slipway.Content;
using Slipway.Deployments.Machines;
using Slipway.Deployments.Plans;
using Slipway.Deployments.Steps;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Stacks.Nginx;

namespace Slipway.Deployments.Planning;

/// <summary>What must be true of every host before anything changes. All that is wrong is told at once.</summary>
public static class Preflight
{
    private const int LongestSocketPath = 107;

    /// <summary>Kept free for what an undo and the app itself need.</summary>
    private const long ReserveBytes = 32L << 20;
    private const long ReserveInodes = 256;

    public static IReadOnlyList<Problem> Judge(ReleaseSource source, IReadOnlyList<HostTarget> hosts, DeployPlan plan, bool createUsers)
    {
        var problems = hosts.SelectMany(h => JudgeHost(source, h, createUsers)).Concat(JudgeNginx(hosts, plan)).ToList();
        if (hosts.Count > 1 && source.Recipe.Database == "sqlite")
            problems.Add(PlanProblems.SqliteOnSeveralHosts());
        problems.AddRange(SharedContent.Judge(source.Manifest, RecipeSettings.Of(source.Environment, source.Recipe).Shared));
        problems.AddRange(source.Environment.Hooks.Where(h => !h.Local && !IsIn(plan, h))
            .Select(h => PlanProblems.HookWithoutStep(h, source.Environment.Name)));
        if (plan.Migrations is { Refused: true } migrations)
            problems.Add(PlanProblems.Destructive([.. migrations.Destructive.SelectMany(m => m.Reasons)]));
        return problems;
    }

    /// <summary>The content is on the hosts; what it requires must still be there too.</summary>
    public static IReadOnlyList<Problem> JudgeRollback(AppEnvironment environment, RollbackTarget target, IReadOnlyList<HostTarget> hosts, DeployPlan plan)
    {
        var problems = JudgeNginx(hosts, plan).Concat(hosts.SelectMany(h => OwnerPreflight.Judge(environment, h))).ToList();
        foreach (var (host, old) in hosts.Zip(target.Descriptions))
        {
            var found = host.State.ReleasePrograms.GetValueOrDefault(old.Release) ?? new Dictionary<string, string>();
            var missing = old.Requires.Where(r => !found.ContainsKey(r.Placeholder ?? r.Name)).ToList();
            if (missing.Count > 0)
                problems.Add(PlanProblems.MissingSoftware(host.Name, missing));
            if (host.IsWeb && plan.Hosts.Any(h => h.Host == host.Name && h.Plan.RunUser is not null) && !(host.State.HasNginx && host.State.NginxRuns))
                problems.Add(PlanProblems.NoNginx(host.Name, host.State.HasNginx));
            if (host.State.FreeBytes < ReserveBytes)
                problems.Add(PlanProblems.LittleSpace(host.Name, host.State.FreeBytes, ReserveBytes));
            if (host.State.FreeInodes < ReserveInodes)
                problems.Add(PlanProblems.FewInodes(host.Name, host.State.FreeInodes, ReserveInodes));
        }

        return problems;
    }

    /// <summary>A broken site of somebody else stops every reload; where this plan needs none, it is let be. One of ours is written anew.</summary>
    private static IEnumerable<Problem> JudgeNginx(IReadOnlyList<HostTarget> hosts, DeployPlan plan)
    {
        foreach (var (host, planned) in hosts.Zip(plan.Hosts))
        {
            if (host.State.NginxRefuses is not { } words || !ChangesNginx(host, planned.Plan))
                continue;
            var place = NginxCheck.PlaceIn(words);
            if (place?.Split(':')[0] is not { } file || !IsOurs(host, file))
                yield return PlanProblems.NginxRefuses(host.Name, words, place);
        }
    }

    private static bool IsOurs(HostTarget host, string file) =>
        file == NginxSite.EnabledPath(host.Layout) || file == NginxSite.AvailablePath(host.Layout) || NginxShape.IdOf(host.Layout, file) is not null;

    private static bool ChangesNginx(HostTarget host, HostPlan plan)
    {
        var present = DeployPlanner.Serving(host)?.Site ?? [];
        var wanted = plan.Steps.SelectMany(s => s switch { SiteStep site => site.Files, SwitchStep change => change.Site, _ => [] });
        return wanted.Any(f => f.Path.StartsWith("/etc/nginx/", StringComparison.Ordinal) && !present.Contains(f));
    }

    /// <summary>A host without the role of a step does without its hooks, but on one of them they must run.</summary>
    private static bool IsIn(DeployPlan plan, Hook hook)
    {
        var title = StepPlanner.HookTitle(hook);
        return plan.Hosts.Any(h => h.Plan.Steps.Any(s => s is HookStep && s.Title == title));
    }

    private static IEnumerable<Problem> JudgeHost(ReleaseSource source, HostTarget host, bool createUsers)
    {
        var (environment, state) = (source.Environment, host.State);
        var missing = source.Recipe.Requires.Where(r => !state.Programs.ContainsKey(r.Placeholder ?? r.Name)).ToList();
        if (missing.Count > 0)
            yield return PlanProblems.MissingSoftware(host.Name, missing);
        if (!environment.IsLocal)
        {
            if (!state.HasSystemd)
                yield return PlanProblems.NoSystemd(host.Name);
            if (host.IsWeb && !(state.HasNginx && state.NginxRuns))
                yield return PlanProblems.NoNginx(host.Name, state.HasNginx);
            else if (host.IsWeb && !state.NginxReadsSites)
                yield return PlanProblems.SitesNotRead(host.Name, NginxSite.EnabledPath(host.Layout));
            foreach (var problem in OwnerPreflight.Judge(environment, host))
                yield return problem;
            if (host.IsWeb && OwnerPreflight.SitesByHand(environment, host) is { Count: > 0 } others)
                yield return PlanProblems.NameTaken(host.Name, others);
            var users = new List<string>();
            if (!state.DeployUserExists)
                users.Add(environment.DeployUser);
            if (!state.RunUserExists)
                users.Add(environment.RunUser);
            users.RemoveAll(u => state.ChangedUsers.Any(c => c.Now == u));
            if (users.Count > 0 && !createUsers)
                yield return PlanProblems.NoUsers(host.Name, users);
        }

        if (source.Recipe.EnvFile is not null && source.Env is null && state.Env is null)
            yield return PlanProblems.EnvMissing(environment.Name, host.Name);
        foreach (var problem in JudgeSpace(source.Manifest, host))
            yield return problem;
        var socket = host.Layout.Socket($"{state.LastReleaseNumber + 1}-00000000");
        // On this machine nothing connects by way of current: the edge reads where it leads.
        string[] links = environment.IsLocal ? [] : [host.Layout.CurrentWeb];
        foreach (var path in (string[])[.. links, host.Layout.ShapeSocket("0123456789"), host.Layout.CurrentEntrance, socket])
            if (System.Text.Encoding.UTF8.GetByteCount(path) > LongestSocketPath)
                yield return PlanProblems.SocketPathTooLong(host.Name, path);
    }

    private static IEnumerable<Problem> JudgeSpace(Manifest manifest, HostTarget host)
    {
        // Once in the store and once in the release.
        var bytes = 2 * manifest.TotalSize + ReserveBytes;
        var inodes = 2L * manifest.Entries.Count + ReserveInodes;
        if (host.State.FreeBytes < bytes)
            yield return PlanProblems.LittleSpace(host.Name, host.State.FreeBytes, bytes);
        if (host.State.FreeInodes < inodes)
            yield return PlanProblems.FewInodes(host.Name, host.State.FreeInodes, inodes);
    }
}
