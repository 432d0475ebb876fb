using System.Net;
using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Finds settings that fit their shapes but not each other. Silent where a value is missing because it was refused.</summary>
internal static class EnvironmentRules
{
    /// <summary>System users that a default run user (the app's name) must not hit by accident.</summary>
    private static readonly HashSet<string> SystemUsers =
        ["root", "daemon", "bin", "sys", "www-data", "nobody", "mail", "backup", "mysql", "postgres", "redis", "nginx", "sshd", "systemd-network"];

    public static void Check(EnvironmentSource source, ProblemList problems)
    {
        var (result, settings) = source;
        if (!settings.Has("url"))
            problems.Add(settings.At, EnvironmentProblems.NoUrl(result.Name));
        if (!settings.Has("hosts") || settings.Find("hosts") is { Value: IReadOnlyList<Setting> { Count: 0 } })
            problems.Add(settings.At, EnvironmentProblems.NoHosts(result.Name));
        CheckTls(result, settings, problems);
        CheckNames(result, settings, problems);
        CheckHosts(result, settings, problems);
        CheckStack(result, settings, problems);
        CheckUsers(result, settings, problems);
        CheckHooks(settings, problems);
    }

    /// <summary>What several environments must not have in common on a host.</summary>
    public static void CheckTogether(IReadOnlyList<EnvironmentSource> all, ProblemList problems)
    {
        for (var i = 1; i < all.Count; i++)
        {
            foreach (var other in all.Take(i))
                CheckPair(all[i], other, problems);
        }
    }

    private static void CheckPair(EnvironmentSource one, EnvironmentSource other, ProblemList problems)
    {
        var (a, b) = (one.Result, other.Result);
        if (a.Hosts.FirstOrDefault(h => b.Hosts.Any(o => Same(h, o))) is not { } host)
            return;
        if ((a.Root + "/").StartsWith(b.Root + "/", StringComparison.Ordinal) || (b.Root + "/").StartsWith(a.Root + "/", StringComparison.Ordinal))
            problems.Add(one.Settings.Place("root"), EnvironmentProblems.SameRoot(a.Name, b.Name, host.Address, a.Root));
        if (a.Served.FirstOrDefault(b.Served.Contains) is { } name)
            problems.Add(one.Settings.Place("url"), EnvironmentProblems.SameName(a.Name, b.Name, host.Address, name));
    }

    private static bool Same(HostAddress a, HostAddress b) =>
        string.Equals(a.Address, b.Address, StringComparison.OrdinalIgnoreCase) && (a.Port ?? 22) == (b.Port ?? 22);

    private static void CheckTls(AppEnvironment e, Settings settings, ProblemList problems)
    {
        if (e.Url is not { } url || (settings.Has("tls") && settings.Find("tls") is null))
            return;
        if (url.Scheme == "http" && settings.Has("tls") && e.Tls is (Tls.Auto or Tls.Internal or Tls.Provided))
            problems.Add(settings.Place("tls"), EnvironmentProblems.TlsOverHttp(settings.Text("tls")!));
        else if (url.Scheme == "https" && e.Tls == Tls.None && settings.List("trusted_proxies").Count == 0)
            problems.Add(settings.Place("tls"), EnvironmentProblems.HttpsWithoutTls());
        else if (e.Tls == Tls.Auto && !PublicName(url.Host))
            problems.Add(settings.Place("url"), EnvironmentProblems.TlsName(url.Host));
    }

    private static bool PublicName(string host) =>
        !IPAddress.TryParse(host.Trim('[', ']'), out _) && host.Contains('.')
        && !host.EndsWith(".local", StringComparison.Ordinal) && !host.EndsWith(".localhost", StringComparison.Ordinal) && !host.EndsWith(".internal", StringComparison.Ordinal);

    private static void CheckNames(AppEnvironment e, Settings settings, ProblemList problems)
    {
        var seen = new HashSet<string>(e.Url is null ? [] : [e.Url.Host]);
        foreach (var name in settings.List("names").Where(n => !seen.Add((string)n.Value)))
            problems.Add(name.At, EnvironmentProblems.NameTwice((string)name.Value));
    }

    private static void CheckHosts(AppEnvironment e, Settings settings, ProblemList problems)
    {
        var places = settings.List("hosts").Where(h => ((Settings)h.Value).Find("address") is not null).Select(h => h.At).ToList();
        for (var i = 0; i < e.Hosts.Count; i++)
        {
            if (e.Hosts.Take(i).Any(h => Same(h, e.Hosts[i])))
                problems.Add(places[i], EnvironmentProblems.HostTwice(e.Hosts[i].ToString()));
            if (e.Hosts[i].Has("migrate") && e.Hosts.Take(i).Any(h => h.Has("migrate")))
                problems.Add(places[i], EnvironmentProblems.MigrateTwice());
        }

        if (e.Hosts.Count == 0 || settings.List<Settings>("hosts").Any(h => h.Has("roles") && h.Find("roles") is null))
            return;
        if (!e.Hosts.Any(h => h.Has("web")))
            problems.Add(settings.Place("hosts"), EnvironmentProblems.NoRole("web", "nothing would answer the url"));
        else if (e.Services.Workers.Count > 0 && !e.Hosts.Any(h => h.Has("worker")))
            problems.Add(settings.Place("hosts"), EnvironmentProblems.NoRole("worker", "the workers would run nowhere"));
    }

    private static void CheckStack(AppEnvironment e, Settings settings, ProblemList problems)
    {
        var services = settings.Nested("services");
        if (e.Services.Database == "sqlite" && e.Hosts.Count > 1)
            problems.Add(services.Place("database"), EnvironmentProblems.SqliteHosts(e.Hosts.Count));
        if (e.Listen == Listen.Port && e.Stack is ("static" or "php" or "laravel"))
            problems.Add(settings.Place("listen"), EnvironmentProblems.ListenPort(e.Stack));
        if (e.Stack == "static" && e.Services.Workers.Count > 0)
            problems.Add(services.Place("workers"), EnvironmentProblems.StaticProcess());
    }

    private static void CheckUsers(AppEnvironment e, Settings settings, ProblemList problems)
    {
        var users = settings.Nested("users");
        var at = users.Find("run")?.At ?? users.Find("deploy")?.At ?? settings.At;
        if (e.RunUser == e.DeployUser)
            problems.Add(at, EnvironmentProblems.SameUsers(e.RunUser));
        else if (e.RunUser == "root" || (SystemUsers.Contains(e.RunUser) && users.Find("run") is null))
            problems.Add(at, EnvironmentProblems.RunUser(e.RunUser));
    }

    public static void CheckHooks(Settings settings, ProblemList problems)
    {
        foreach (var hook in settings.List<Settings>("hooks"))
        {
            if (hook.Has("before") == hook.Has("after"))
                problems.Add(hook.At, EnvironmentProblems.HookStep());
            else if (hook.Text("before") == "upload" && (hook.Text("on") ?? "hosts") == "hosts")
                problems.Add(hook.Place("before"), EnvironmentProblems.HookTooEarly());
            else if (hook.Text("on") == "local" && !Hook.RunsHere(hook.Has("before") ? "before" : "after", hook.Text("before") ?? hook.Text("after")))
                problems.Add(hook.At, EnvironmentProblems.HookNotHere());
        }
    }
}
