using Slipway.Deployments.Sessions;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Deployments.Planning;

/// <summary>The problems that stop a deployment before anything has changed.</summary>
public static class PlanProblems
{
    public static Problem BuildFailed(RecipeCommand command, CommandResult result) => new(
        "build.failed", $"The build command \"{command.Name}\" ended with status {result.Exit}{(result.TimedOut ? " (too slow)" : "")}",
        string.Join('\n', (result.Output + "\n" + result.Errors).Trim().Split('\n').TakeLast(20)),
        null, $"Run it here and correct what it says: {string.Join(' ', command.Command)}");

    /// <param name="wanted">What was to be sent, relative.</param>
    /// <param name="others">Folders with a page that lie in the project now.</param>
    public static Problem NotBuilt(string wanted, IReadOnlyList<string> others) => new(
        "build.no-output", $"The build did not write {wanted}/",
        others.Count == 0 ? null : $"A page lies in {string.Join(", ", others.Select(other => other + "/"))}.",
        ["the build writes to another folder", "the build script hands over to a package below"],
        $"Let the build write {wanted}/ (outDir in its configuration), or put slipway.yaml beside the package that builds: slipway init --in FOLDER.");

    public static Problem LocalHookFailed(Hook hook, CommandResult result) => new(
        "hook.failed-local", $"The hook {hook.When} {hook.Step} ended with status {result.Exit}{(result.TimedOut ? " (too slow)" : "")}",
        string.Join('\n', (result.Output + "\n" + result.Errors).Trim().Split('\n').TakeLast(20)),
        null, $"Run it in the project's folder and correct what it says: {string.Join(' ', hook.Command)}");

    /// <param name="at">The path itself or a folder above it.</param>
    /// <param name="what">"a file", "a link to assets".</param>
    public static Problem SharedIsNoFolder(string path, string at, string what) => new(
        "plan.shared-no-folder", $"shared: names {path}, but {at} is {what} in the release", "a shared path is a folder that all releases use; what the release brings there would vanish under it",
        ["a file is meant that differs by host or that the app writes", "the link's target is meant"],
        "Share the folder that holds what must stay, keep settings in the env file, or take the file out of git. For a link name its target.", "slipway.yaml");

    public static Problem HookWithoutStep(Hook hook, string environment) => new(
        "plan.hook-never", $"The hook {hook.When} {hook.Step} would never run in {environment}",
        $"{string.Join(' ', hook.Command)}: a deploy there has no step {hook.Step}",
        [
            "the app has no migrations that a deploy runs, so there is nothing to protect either", "services.database is not set: nothing is dumped",
            "no host has the role migrate",
        ],
        "Name another step (build, start, switch, soak, commit), set what this one needs, or write hooks: under the environments that have it.",
        "slipway.yaml");

    public static Problem LocalHookCancelled(Hook hook) => new(
        "hook.cancelled-local", $"The hook {hook.When} {hook.Step} was cancelled", "the release is committed and serves", ["Ctrl+C while it ran, or before"],
        $"Run it in the project's folder: {string.Join(' ', hook.Command)}");

    public static Problem MissingSoftware(string host, IReadOnlyList<Requirement> missing) => new(
        "preflight.missing-software", $"{host} lacks {string.Join(", ", missing.Select(m => m.Name))}", null, ["the host has not been prepared for this stack"],
        $"On the host: sudo apt-get install {string.Join(' ', missing.Select(m => m.Package).Distinct())}", host);

    public static Problem NoNginx(string host, bool installed) => new(
        "preflight.no-nginx", installed ? $"nginx does not run on {host}" : $"{host} has no nginx", null, null,
        installed ? "On the host: sudo systemctl enable --now nginx" : "On the host: sudo apt-get install nginx", host);

    public static Problem SitesNotRead(string host, string site) => new(
        "preflight.sites-not-read", $"nginx on {host} does not read {site}", "/etc/nginx/nginx.conf and what it includes",
        ["nginx is from nginx.org, whose packages read only conf.d"],
        "Make the folder (sudo mkdir -p /etc/nginx/sites-enabled /etc/nginx/sites-available) and add to the block http of /etc/nginx/nginx.conf: include /etc/nginx/sites-enabled/*;", host);

    /// <param name="place">file:line on the host; null when nginx does not say.</param>
    public static Problem NginxRefuses(string host, string words, string? place) => new(
        "preflight.nginx-refuses", $"nginx on {host} would refuse its configuration as it is now{(place is null ? "" : $": {place}")}", words,
        ["a site was changed by hand and nginx not reloaded since", "a certificate or a file that a site names has gone"],
        "This deploy changes what nginx reads, and nginx reads all or nothing. Correct what it names (sudo nginx -t), then deploy again.", host);

    public static Problem NameTaken(string host, IReadOnlyList<OtherSite> others) => new(
        "preflight.name-taken", $"Another site on {host} answers to {string.Join(", ", others.Select(o => o.Name).Distinct())}",
        string.Join('\n', others.Select(o => o.Where)), ["the app was deployed by hand before", "another app or environment has the same url"],
        "nginx would go on serving the one that it reads first. When this one may take its place, move the other's file out of the folder that nginx reads, "
        + "without reloading nginx, then deploy. Keep the file: after an undone deploy, put it back and reload nginx. Or give this environment another url: or names:.", host);

    public static Problem NoSystemd(string host) => new(
        "preflight.no-systemd", $"{host} does not run systemd", null, ["it is a container or shared hosting"], "Slipway deploys to servers with systemd.", host);

    public static Problem NoUsers(string host, IReadOnlyList<string> users) => new(
        "preflight.no-user", $"{host} has no user {string.Join(" and ", users)}", null, ["the host has not been prepared for this app"],
        "Let Slipway create them: slipway deploy --create-users", host);

    public static Problem LittleSpace(string host, long free, long needed) => new(
        "preflight.little-space", $"{host} has too little disk space", $"free {free >> 20} MiB, needed {needed >> 20} MiB", null,
        "Free space on the host; slipway releases shows what old releases hold.", host);

    public static Problem FewInodes(string host, long free, long needed) => new(
        "preflight.few-inodes", $"{host} has too few inodes", $"free {free}, needed {needed}", null, "Remove many small files on the host (df -i).", host);

    public static Problem SocketPathTooLong(string host, string path) => new(
        "preflight.socket-path", "The path of a socket is too long", $"{path}: {path.Length} bytes, at most 107", null, "Use a shorter app name, environment name or root.", host);

    public static Problem EnvMissing(string environment, string where) => new(
        "preflight.env-missing", $"There is no env for {environment}", null, ["neither .env." + environment + " here nor an env on the host"],
        $"Write .env.{environment} beside slipway.yaml.", where);

    public static Problem Destructive(IReadOnlyList<string> reasons) => new(
        "preflight.destructive-migrations", "Migrations of this release destroy, rename or break what the running release uses", string.Join('\n', reasons), null,
        "Split them in two deploys (add, then remove), or deploy with --allow-destructive: visitors then get 503 from the dump to the end of the soak.");

    /// <param name="differences">What differs, one line each; null = the old plan is not kept here.</param>
    public static Problem Differs(string wanted, string now, IReadOnlyList<string>? differences) => new(
        "plan.differs", $"The plan is now {now}, not {wanted}", differences is null ? $"plan {wanted} is not kept on this machine, so it cannot be compared" : string.Join('\n', differences),
        differences is null ? ["the working tree or the env file changed", "another deployment ran", "the host's state changed"] : null, "Look at it anew: slipway plan");

    public static Problem NoSuchRelease(string release, IReadOnlyList<string> good) => new(
        "rollback.no-release", $"Release {release} cannot be rolled back to", $"good releases: {(good.Count == 0 ? "none" : string.Join(", ", good))}",
        ["it failed, or was never committed", "it has been pruned"], "Name one of the good releases: slipway releases");

    public static Problem NothingBefore() => new(
        "rollback.nothing-before", "There is no good release before the one that serves", null, ["this was the first deploy", "all releases before it hold the same as the one that serves", "a host that was added since has none of those before"], "Deploy a corrected version.");

    public static Problem NoDump(string release) => new(
        "rollback.no-dump", $"There is no dump of the data before {release}", null, ["no migrations ran with it", "it has been pruned"], "Roll back without --data.");

    public static Problem SqliteOnSeveralHosts() => new(
        "preflight.sqlite-hosts", "A SQLite database cannot be shared by two hosts", null, null, "Use one host, or another database.");
}
