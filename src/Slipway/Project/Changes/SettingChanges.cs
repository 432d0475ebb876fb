using static Slipway.Project.Changes.SettingChange;
using static Slipway.Project.Changes.SettingFate;

namespace Slipway.Project.Changes;

/// <summary>The table: for every key of the project file what deploy, undo, rollback and a host that left the list do after it changed.</summary>
internal static class SettingChanges
{
    private const string Refusal = "refused until the commands have been run";

    public static readonly IReadOnlyList<SettingChange> All =
    [
        new("app", Refused, "refused while the old app answers to the same url, with the commands that take its data over and end it (`owner.site-taken`)")
            { Undo = Nothing, Rollback = Refusal, Left = AsItWas },
        new("environments", Refused, "an environment under a new name is an app under a new name (`owner.site-taken`); one that was removed goes on as it was")
            { Undo = Nothing, Rollback = Refusal },
        new("root", Refused, "refused with the commands that move it (`owner.root-changed`); a link from the old name to the new is no change") { Undo = Nothing, Rollback = Refusal },
        new("users.deploy", Refused, "refused with the commands that make both names one account (`owner.user-changed`)") { Undo = Nothing, Rollback = Refusal },
        new("users.run", Refused, "refused with the commands that make both names one account (`owner.user-changed`)") { Undo = Nothing, Rollback = Refusal },
        new("url", Told, "the site answers to the new name; the plan names those that are no longer served") { Rollback = "the site answers to that release's names; told" },
        new("names", Told, "the site answers to the new names; the plan names those that are no longer served") { Rollback = "the site answers to that release's names; told" },
        new("stack", Told, "the new release is of the new stack; told"),
        new("hosts[].address", Told, "a host that left goes on and is not asked: the plan has the command that ends it; a new one gets its first release")
            { Undo = "a new host serves nothing", Rollback = "to releases that every host has", Left = "goes on, workers too, until it is ended by hand" },
        new("hosts[].roles", Told, "what the role ran stops; the plan says what stays: a site, dumps") { Rollback = "with the roles of now; told where that release ran less there" },
        new("tls", Carried, "the site changes with the switch") { Rollback = "as that release had it; a certificate that came since stays" },
        new("health.path", Carried, "a new release, asked the new way") { Undo = "the old release is asked the old way" },
        new("health.expect", Carried, "a new release, asked the new way") { Undo = "the old release is asked the old way" },
        new("health.timeout", Carried, "holds for the next release") { Undo = "the old release is asked the old way" },
        new("services.database", Told, "dumps are of the new one; the plan says that data is not moved") { Rollback = "`--data` restores dumps of that release's database" },
        new("services.cache", Here, "is not run by Slipway: checks look at it") { Undo = Nothing, Rollback = Nothing },
        new("services.workers.<name>.command", Carried, "a removed worker stops at the switch, told; a new one starts; units without a release go"),
        new("services.workers.<name>.count", Carried, "more start, surplus ones stop at the switch; told"),
        new("services.workers.<name>.stop_timeout", Carried, "holds for the new release's workers"),
        new("shared", Told, "a folder that is no longer shared stays where it is, one that is new begins with what the release ships; told") { Rollback = "that release's folders, with the data that lies there" },
        new("excludes", Carried, "changes the content"),
        new("include", Carried, "changes the content"),
        new("build", Carried, "changes where the next release is built"),
        new("listen", Carried, "the new release has units of its own; the old one keeps its own"),
        new("limits.body", Carried, "the site changes with the switch"),
        new("limits.header", Carried, "the site changes with the switch"),
        new("limits.timeout", Carried, "the site changes with the switch"),
        new("hooks[].before", Carried, "holds for the next deploy") { Undo = Nothing, Rollback = OfToday },
        new("hooks[].after", Carried, "holds for the next deploy") { Undo = Nothing, Rollback = OfToday },
        new("hooks[].run", Carried, "holds for the next deploy") { Undo = Nothing, Rollback = OfToday },
        new("hooks[].on", Carried, "holds for the next deploy") { Undo = Nothing, Rollback = OfToday },
        new("keep", Carried, "older releases go at the end of the next deploy") { Undo = "nothing has gone", Rollback = OfToday },
        new("drain", Carried, "holds for the next deploy") { Rollback = OfToday },
        new("soak", Carried, "holds for the next deploy") { Rollback = OfToday },
        new("on_host_failure", Carried, "holds for the next deploy") { Undo = Nothing, Rollback = OfToday },
        new("migrations.list", Carried, "asked by the next deploy; what was applied stays applied") { Undo = "applied ones stay, as docs tell of every undo", Rollback = "none is applied" },
        new("migrations.run", Carried, "used by the next deploy") { Undo = "applied ones stay, as docs tell of every undo", Rollback = "none is applied" },
        new("migrations.parse", Carried, "used by the next deploy") { Undo = Nothing, Rollback = "none is applied" },
        new("migrations.files", Carried, "all files it names count as new once, since those before are not known") { Undo = Nothing, Rollback = "none is applied" },
        .. ((string[])["trusted_proxies", "checklists", "journeys", "contacts", "backup", "gate"]).Select(Later),
        .. ((string[])["checks.branch", "checks.tests", "checks.require_tests", "waivers[].check", "waivers[].subject", "waivers[].reason", "waivers[].owner", "waivers[].until"]).Select(Checked),
    ];

    private static SettingChange Later(string key) => new(key, Here, "without effect in this version") { Undo = Nothing, Rollback = Nothing, Left = Nothing };

    private static SettingChange Checked(string key) => new(key, Here, "is judged before the next deploy") { Undo = Nothing, Rollback = Nothing, Left = Nothing };
}
