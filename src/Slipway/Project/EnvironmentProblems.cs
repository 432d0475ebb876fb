using Slipway.Problems;

namespace Slipway.Project;

/// <summary>Combinations of settings that cannot work, and environments that are not there.</summary>
internal static class EnvironmentProblems
{
    public static Problem Needed(IReadOnlyList<string> known, string file) => new(
        "project.environment-needed", known.Count == 0 ? "the project file has no environment on a server" : "name the environment",
        $"environments: {List(known)}",
        Remedy: known.Count == 0 ? "Add one below `environments`, or name `local`." : $"Name one of: {List(known)}.",
        Where: file) { Exit = ExitCodes.Usage };

    public static Problem Unknown(string name, IReadOnlyList<string> known, string file) => new(
        "project.environment-unknown", $"there is no environment `{ProjectProblems.Cut(name)}`", $"environments: {List(known)}",
        Remedy: Suggestion.Nearest(name, [.. known, "local"]) is { } meant ? $"Did you mean `{meant}`?"
            : known.Count == 0 ? "Add one below `environments`, or name `local`."
            : $"Name one of: {List(known)}.",
        Where: file) { Exit = ExitCodes.Usage };

    public static Problem NoUrl(string name) => new(
        "project.no-url", $"`environments.{name}` has no url", Remedy: "Add the public address, `url: https://…`.");

    public static Problem NoHosts(string name) => new(
        "project.no-hosts", $"`environments.{name}` has no hosts", Remedy: "Add at least one, `hosts: [user@address]`.");

    public static Problem LocalHosts() => new(
        "project.local-hosts", "`environments.local` is this machine and has no hosts", Remedy: "Remove `hosts`, or give the environment another name.");

    public static Problem TlsOverHttp(string tls) => new(
        "project.tls-http", $"`tls: {tls}` needs a url with https", Remedy: "Write the url with https://, or `tls: none`.");

    public static Problem HttpsWithoutTls() => new(
        "project.tls-none", "with `tls: none` nobody answers a url with https",
        Remedy: "Write the url with http://, remove `tls`, or name the proxy that ends TLS in `trusted_proxies`.");

    public static Problem TlsName(string host) => new(
        "project.tls-name", $"`tls: auto` gets no certificate for `{host}`", "public authorities certify public host names only",
        Remedy: "Use a public host name, or `tls: internal` or `tls: provided`.");

    public static Problem NameTwice(string name) => new(
        "project.name-twice", $"`{name}` is served twice by this environment", Remedy: "Keep it either as url or once in `names`.");

    public static Problem HostTwice(string host) => new(
        "project.host-twice", $"the host `{host}` is listed twice", Remedy: "Keep one entry, with all its roles.");

    public static Problem NoRole(string role, string why) => new(
        "project.role-missing", $"no host has the role `{role}`", why, Remedy: $"Add `{role}` to the roles of a host.");

    public static Problem MigrateTwice() => new(
        "project.role-migrate", "two hosts have the role `migrate`", "migrations run once per environment", Remedy: "Leave it on one host.");

    public static Problem SqliteHosts(int hosts) => new(
        "project.sqlite-hosts", $"a SQLite database cannot be shared by {hosts} hosts", Remedy: "Use one host, or mysql or postgresql.");

    public static Problem ListenPort(string stack) => new(
        "project.listen-port", $"`listen: port` does not fit the stack {stack}",
        stack == "static" ? "nginx serves the files itself" : "PHP-FPM listens on a socket per release", Remedy: "Remove `listen`.");

    public static Problem StaticProcess() => new(
        "project.static-workers", "the stack static has no workers", "nothing of it runs on the host", Remedy: "Remove `workers`, or name the stack that the app has.");

    public static Problem SameUsers(string user) => new(
        "project.users-same", $"`{user}` cannot both own the code and run the app", "an app that is broken into could change its own code",
        Remedy: "Set `users.run` to another user.");

    public static Problem RunUser(string user) => new(
        "project.users-run", $"the app must not run as `{user}`", "this user has other rights on the host",
        Remedy: "Set `users.run` to a user of the app's own.");

    public static Problem HookStep() => new(
        "project.hook-step", "a hook needs either `before` or `after`", Remedy: "Write one of them, with the name of a step.");

    public static Problem HookTooEarly() => new(
        "project.hook-upload", "before `upload` there is no release on the hosts in which a command could run",
        Remedy: "Write `after: upload`, or `on: local`.");

    public static Problem HookNotHere() => new(
        "project.hook-local", "a local hook has no place in the middle of a deploy", "while the hosts work, this machine only watches",
        Remedy: "Write `before: upload` or `before: build` (before the source is read), or `after: commit` (after the success); or leave out `on: local`.");

    public static Problem SameRoot(string a, string b, string host, string root) => new(
        "project.root-shared", $"`{a}` and `{b}` would use the same folder on {host}", root, Remedy: "Give one of them another `root`.");

    public static Problem SameName(string a, string b, string host, string name) => new(
        "project.name-shared", $"`{a}` and `{b}` would both serve `{name}` on {host}", Remedy: "Give one of them another `url` or `names`.");

    private static string List(IReadOnlyList<string> known) => string.Join(", ", [.. known, "local"]);
}
