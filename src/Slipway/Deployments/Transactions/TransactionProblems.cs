using Slipway.Deployments.Plans;
using Slipway.Deployments.Releases;
using Slipway.Deployments.Steps;
using Slipway.Problems;

namespace Slipway.Deployments.Transactions;

/// <summary>The problems of a transaction on a host.</summary>
public static class TransactionProblems
{
    public const string InterruptedCode = "transaction.interrupted";
    public const string CommitNotHeardCode = "transaction.commit-not-heard";

    private static Problem Undone(string code, string title, string? detail, IReadOnlyList<string>? causes, string remedy) =>
        new(code, title, detail, causes, remedy) { Exit = ExitCodes.Undone };

    public static Problem ClientGone() => Undone(
        "transaction.client-gone", "The client went away before the switch", null,
        ["the network was cut", "the client was ended"], "Deploy again; nothing on the host needs a hand.");

    public static Problem CancelledByClient() => new(
        "transaction.cancelled", "Cancelled", null, null, "Deploy again when you are ready.") { Exit = ExitCodes.Cancelled };

    public static Problem Interrupted(string step) => Undone(
        InterruptedCode, $"The transaction was interrupted at step {step}", null,
        ["the machine lost power or was restarted", "the transaction's process was killed"], "Deploy again; the host has already put itself right.");

    public static Problem PlanLost(string transaction) => new(
        "transaction.plan-lost", $"The plan of the interrupted transaction {transaction} cannot be read",
        "`current` names the old release again; the site's configuration, processes and data were not put back",
        ["files below /var/lib/slipway were changed by hand", "a newer Slipway wrote it"],
        "See with `slipway status` that the old release serves, then `slipway deploy --force`: it renders the site and starts the processes anew.") { Exit = ExitCodes.UndoFailed };

    public static Problem CommitNotHeard(TimeSpan waited) => Undone(
        CommitNotHeardCode, $"No commit was heard within {waited.TotalSeconds:0} s", null,
        ["the client lost this host or was ended", "another host failed"],
        "Run any command of Slipway for this environment: it asks the first host what was decided and brings all hosts to it.");

    public static Problem Locked(string? holder) => new(
        "transaction.locked", "Another deployment is running", holder,
        ["somebody else deploys", "an earlier deployment is still undoing or draining"],
        "Wait for it with --wait, or see who holds the lock with `slipway unlock`.") { Exit = ExitCodes.Locked };

    public static Problem Stale(long planned, long found) => new(
        "transaction.plan-stale", "The host has changed since the plan was made",
        $"planned at journal entry {planned}, now at {found}", ["another deployment ran in between"], "Make the plan again: `slipway plan`.");

    public static Problem WrongFormat(int format) => new(
        "transaction.format", $"The plan has format {format}, this agent knows {HostPlan.CurrentFormat}", null, null, "Use the client that belongs to the agent.");

    public static Problem NoSpace(string step, string detail) => Undone(
        "transaction.no-space", $"No space left on the disk at {step}", detail,
        ["the disk is full", "the file system has no inodes left (df -i)"], "Free space on the host, then deploy again. `slipway releases` shows what old releases hold.");

    public static Problem Unexpected(string step, Exception e) => Undone(
        "transaction.step-failed", $"Step {step} failed", $"{e.GetType().Name}: {e.Message}", null, "Look at the detail; if it is not the host's fault, report it.");

    public static Problem CommandFailed(BuildCommand command, int exit, string words) => Undone(
        "app.command-failed", $"The command \"{command.Name}\" ended with status {exit}", words, null,
        $"Run it in a copy of the app to see why: {string.Join(' ', command.Command)}");

    public static Problem CommandTooSlow(BuildCommand command, string words) => Undone(
        "app.command-timeout", $"The command \"{command.Name}\" did not end within {command.Deadline.TotalSeconds:0} s", words,
        ["it waits for input", "it waits for a lock or a service"], "Make it end by itself, or give it more time in slipway.yaml.");

    public static Problem DidNotStart(string release, string state, string words) => Undone(
        "app.did-not-start", $"Release {release} does not start ({state})", words,
        ["an error in the code or its configuration: see its last words", "a missing or wrong value in the env file"],
        "Correct it and deploy again. What served before goes on; visitors have not met this release.");

    public static Problem NotHealthy(string release, HealthProbe health, string last, TimeSpan waited, string words) => Undone(
        "app.not-healthy", $"Release {release} did not become healthy within {waited.TotalSeconds:0.#} s",
        $"GET {health.Path} must answer {health.Expect}; last answer: {last}{(words.Length == 0 ? "" : "\n" + words)}",
        ["the app is still starting: it may need more than `health.timeout`", "a service it needs cannot be reached", "the health path is wrong"],
        "See the answer and the app's last words. For a slow start raise `health: { timeout: … }`.");

    public static Problem HealthRedirects(string release, HealthProbe health, string last, string words) => Undone(
        "app.health-redirects", $"Release {release} answers its health check with a redirect",
        $"GET {health.Path} for {health.Scheme}://{health.Host} must answer {health.Expect}; last answer: {last}{(words.Length == 0 ? "" : "\n" + words)}",
        [
            "the app does not trust the forwarded headers of the web server before it, so it takes https for http or the public name for another",
            "the health path asks for a login", "the app sends every visitor to its canonical name, which is not the one in `url`",
        ],
        "Trust X-Forwarded-Proto and X-Forwarded-Host of the web server on this machine, or name a health path that answers without a login and a redirect: health: { path: … }.");

    public static Problem HealthNamesOther(string release, HealthProbe health, string last, string words) => Undone(
        "app.health-names-other", $"The health answer of release {release} names another release",
        $"GET {health.Path}: {last}{(words.Length == 0 ? "" : "\n" + words)}",
        ["the app answers from a cache that another release filled", "the release's name is built in instead of read from SLIPWAY_RELEASE", "another process answers on its socket or port"],
        "Let the health answer name what SLIPWAY_RELEASE says, uncached; or leave the name out.");

    public static Problem UnhealthyInSoak(string release, string last, string words) => Undone(
        "app.unhealthy-in-soak", $"Release {release} became unhealthy after the switch",
        $"last answer: {last}{(words.Length == 0 ? "" : "\n" + words)}", ["it fails under real requests", "it leaks or loses a connection"],
        "Correct it and deploy again. The undo goes back to what served before.");

    public static Problem ServerErrors(long errors, long requests, double before, string words) => Undone(
        "app.server-errors", $"{errors} of {requests} answers after the switch were server errors",
        $"before the switch {before:P1}{(words.Length == 0 ? "" : "\n" + words)}", ["pages that the health path does not cover fail"],
        "See the app's log (`slipway logs`), correct it and deploy again.");

    public static Problem WorkerDied(string worker, string state, string words) => Undone(
        "app.worker-died", $"Worker {worker} of the new release does not stay up", $"{state}{(words.Length == 0 ? "" : "\n" + words)}",
        ["an error in the worker's start", "the queue's service cannot be reached"], "See its last words, correct it and deploy again.");

    public static Problem WrongRelease(string release, string contradiction) => Undone(
        "transaction.wrong-release", $"It cannot be proven that release {release} serves", contradiction,
        ["the web server's site was changed by hand", "another process holds the socket"], "`slipway status` shows what serves; `slipway deploy --force` renders the site again.");

    public static Problem ServingChanged(string? planned, string? found) => Undone(
        "transaction.serving-changed", "The serving release is not the one that the plan was made for",
        $"planned {planned ?? "none"}, found {found ?? "none"}", ["`current` was changed by hand"], "Deploy again: the plan is made anew.");

    public static Problem NotRemoved(IReadOnlyList<string> folders) => new(
        "transaction.not-removed", "The release serves, but old folders could not be removed", string.Join('\n', folders),
        ["something is mounted in them", "a file in them is immutable (lsattr)"], "Remove the cause: the next deploy removes them.");

    public static Problem MigrationsDiffer(IReadOnlyList<string> more) => Undone(
        "migrations.differ", "More migrations are pending than the approved plan shows", string.Join('\n', more),
        ["an installed package brings them", "the database was changed, restored or replaced by hand", "`migrations.files` does not name the places where they lie"],
        "None was applied. The next plan shows them: slipway plan, then deploy again.");

    public static Problem MigrationFailed(Problem failure, IReadOnlyList<string> applied, IReadOnlyList<string> left, bool restored, HostPlan plan) => Undone(
        "migrations.failed", "A migration failed",
        $"applied: {(applied.Count == 0 ? "none" : string.Join(", ", applied))}\nfailed or not begun: {string.Join(", ", left)}\n{failure.Detail}",
        ["the statement is wrong for this database", "the data contradicts the new constraint"],
        restored
            ? "The undo brings the dump back. Correct the migration and deploy again."
            : $"The old release goes on with the schema as it is now. To continue: correct the migration and deploy again. To go back to the data before: {DataBefore(plan)}");

    /// <param name="why">Nobody can tell which of them are applied.</param>
    /// <param name="list">The app's own command that lists what is pending.</param>
    public static Problem MigrationUnknown(Problem failure, IReadOnlyList<string> pending, string why, string list, bool restored, HostPlan plan) => Undone(
        "migrations.failed-unknown", "A migration failed, and which were applied is not known",
        $"applied: unknown\nwere pending: {string.Join(", ", pending)}\n{why}\n{failure.Detail}",
        ["the database went away meanwhile", "the statement is wrong for this database", "the data contradicts the new constraint"],
        restored
            ? "The undo brings the dump back. Look at the database, then deploy again."
            : $"See what is pending with slipway exec -- {list}. To continue: correct the cause and deploy again. To go back to the data before: {DataBefore(plan)}");

    private static string DataBefore(HostPlan plan) => plan switch
    {
        _ when !plan.Steps.Any(s => s is ProtectStep) => "restore a backup of yours; with services.database set, each deploy makes a dump",
        { Previous: { } previous } => $"slipway rollback {plan.Layout.Environment} {previous} --data",
        _ => $"the dump lies in {Path.Combine(plan.Layout.Backups, plan.Release)}",
    };
}
