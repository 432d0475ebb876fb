using System.Text;
using System.Text.Json.Nodes;
using Slipway.Cli.Output;
using Slipway.Cli.Plans;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Planning;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Sessions;
using Slipway.EnvFiles;
using Slipway.Events;
using Slipway.Preparation;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Secrets;

namespace Slipway.Cli.Env;

/// <summary><c>slipway env diff</c>, <c>push</c> and <c>pull</c>: the file here and the env on the hosts. Values travel, they are never shown.</summary>
internal static class EnvOnHosts
{
    public static async Task<ResultEvent> DiffAsync(string? name, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, name);
        var (_, text, entries) = Local(environment);
        await using var sessions = await FirstContact.OpenReachableAsync(environment, context);
        var hosts = await HostTargets.InspectAsync(environment, LocalEnv.Recipe(environment), sessions, lookOnly: true, context.Cancel);
        var found = new JsonArray();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var env in hosts.Select(h => PlannedEnv.Of(h, text, entries)))
        {
            if (env is { Kind: PlannedEnvKind.Unreadable, Line: { } line })
                context.Output.Note(NoteKind.Bad, $"{env.Host}: {line} by env push");
            rows.AddRange(env.Changes.Select(c => (IReadOnlyList<string>)[env.Host, c.Key, c.Word, c.Here?[..8] ?? "-", c.There?[..8] ?? "-"]));
            foreach (var change in env.Changes)
            {
                var json = PlanEnvText.ToJson(change);
                json.Insert(0, "host", env.Host);
                found.Add((JsonNode)json);
            }
        }

        if (rows.Count > 0)
            context.Output.Table(new(["host", "key", "change", "here", "there"], rows));
        return FirstContact.Ended("env diff", sessions, context) with
        {
            Environment = environment.Name,
            Summary = rows.Count == 0 ? $"the hosts of {environment.Name} have the values of .env.{environment.Name}" : $"{rows.Count} {(rows.Count == 1 ? "key differs" : "keys differ")}",
            Data = new JsonObject { ["differences"] = found },
        };
    }

    public static async Task<ResultEvent> PushAsync(string? name, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, name);
        var (file, text, entries) = Local(environment);
        await using var sessions = await FirstContact.OpenAsync(environment, context);
        var hosts = await HostTargets.InspectAsync(environment, LocalEnv.Recipe(environment), sessions, lookOnly: true, context.Cancel);
        var fingerprint = EnvFolder.Fingerprint(text);
        var stale = hosts.Zip(sessions.All).Where(p => p.First.State.Env != fingerprint).ToList();
        if (stale.Count > 0)
        {
            foreach (var (host, _) in stale)
                context.Output.Line($"{host.Name}: {PlannedEnv.Of(host, text, entries).Line}");
            context.Agree($"Change the env of {environment.Name}?");
            await PutAsync(environment, text, stale, context.Cancel);
            context.Output.Line($"what runs keeps its env until the next release: slipway deploy {environment.Name}");
        }

        return ResultEvent.Succeeded("env push", stale.Count == 0 ? $"every host has {file.Name} already" : $"brought {file.Name} to {string.Join(", ", stale.Select(p => p.First.Name))}") with
        {
            Environment = environment.Name,
            Data = new JsonObject { ["hosts"] = new JsonArray([.. stale.Select(p => (JsonNode)p.First.Name)]), ["fingerprint"] = fingerprint },
        };
    }

    /// <exception cref="ProblemException">Which hosts have it, when one fails; when it is certain that none has, its own problem.</exception>
    private static async Task PutAsync(AppEnvironment environment, Secret text, IReadOnlyList<(HostTarget Host, HostSession Session)> hosts, CancellationToken cancel)
    {
        var failed = new Dictionary<string, Problem>();
        await Task.WhenAll(hosts.Select(async h =>
        {
            try
            {
                await h.Session.PutEnvAsync(
                    new EnvRequest(h.Host.Layout, text.Reveal(), environment.DeployUser, environment.RunUser) { MakeCurrent = true, Replaces = h.Host.State.Env }, cancel);
            }
            catch (ProblemException e)
            {
                lock (failed)
                    failed[h.Host.Name] = e.Problem;
            }
        }));
        if (failed.Count == 0)
            return;
        var problem = failed.Values.MaxBy(p => p.Exit)!;
        if (failed.Count == hosts.Count && problem.Exit == ExitCodes.Refused)
            throw new ProblemException(problem);
        throw new ProblemException(CliProblems.EnvPushedInPart(problem, [.. hosts.Select(h => h.Host.Name).Except(failed.Keys)], [.. failed.Keys.Order(StringComparer.Ordinal)]));
    }

    public static async Task<ResultEvent> PullAsync(string? name, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, name);
        var file = new EnvFileOnDisk(environment.Folder, environment.Name);
        await using var sessions = await FirstContact.OpenAsync(environment, context);
        var host = sessions.All[0];
        var text = await host.ReadEnvAsync(HostTargets.LayoutOf(environment), context.Cancel) ?? throw new ProblemException(CliProblems.NoEnvThere(host.Name));
        var before = file.Read();
        var same = before is not null && before.Reveal().TrimStart('\uFEFF') == text.Reveal();
        if (before is not null && !same)
            context.Agree($"Replace {file.Name} by the env of {host.Name}?");
        var backup = same ? null : file.Write(text, context.Clock);
        await LocalEnv.KeepOutOfGitAsync(file, environment.Folder, context);
        if (backup is not null)
            context.Output.Line($"the file as it was: {backup}");
        return ResultEvent.Succeeded("env pull", same ? $"{file.Name} is what {host.Name} has" : $"wrote {file.Name} from {host.Name}") with
        {
            Environment = environment.Name,
            Data = new JsonObject { ["file"] = file.Path, ["host"] = host.Name, ["changed"] = !same, ["backup"] = backup },
        };
    }

    private static (EnvFileOnDisk File, Secret Text, IReadOnlyList<EnvEntry> Entries) Local(AppEnvironment environment)
    {
        var file = new EnvFileOnDisk(environment.Folder, environment.Name);
        var text = file.Read() ?? throw new ProblemException(CliProblems.NoEnv(file.Name, file.Path));
        var parsed = EnvFile.Parse(Encoding.UTF8.GetBytes(text.Reveal()), file.Path, LocalEnv.Facts(environment).Dialect);
        return (file, new(text.Reveal().TrimStart('\uFEFF')), parsed.Entries);
    }
}
