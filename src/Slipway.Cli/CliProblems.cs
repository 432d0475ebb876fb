using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>What can go wrong before a command does anything.</summary>
internal static class CliProblems
{
    public static Problem Usage(string detail, string command) => new(
        "cli.usage",
        "The command line is not understood",
        detail,
        Remedy: $"See {command} --help") { Exit = ExitCodes.Usage };

    public static Problem NeedsYes(string question) => new(
        "cli.needs-yes",
        "Production needs a yes, and there is nobody to ask",
        question,
        ["Input or output is not a terminal, CI is set, or --json was given"],
        "Add --yes if this is what you want") { Exit = ExitCodes.Usage };

    public static Problem Declined() => new(
        "cli.declined",
        "Not approved",
        Remedy: "Nothing was changed. Run the command again to be asked again");

    public static Problem Bug(Exception e, string? file, bool verbose) => new(
        "cli.bug",
        "Slipway itself failed: this is a bug in Slipway, not in your project",
        verbose ? e.ToString() : $"{e.GetType().Name}: {e.Message}",
        Remedy: verbose ? "Report the trace above, after reading it through for anything private"
            : file is null ? "Run the command again with -v to see the trace"
            : $"Report the trace in {file}, after reading it through for anything private; -v shows it here") { Exit = ExitCodes.Bug };

    public static Problem Cancelled() => new(
        "cli.cancelled",
        "Cancelled",
        Remedy: "See slipway status for what serves now") { Exit = ExitCodes.Cancelled };

    public static Problem NoAgent(string path) => new(
        "cli.no-agent", "The agent that belongs to this client is missing", path, ["the program was not made by ./build publish, which puts the agent into it"],
        "Build it with ./build publish, or name an agent with SLIPWAY_AGENT.") { Exit = ExitCodes.Refused };

    public static Problem NoHost(string host, AppEnvironment environment) => new(
        "cli.no-host", $"{environment.Name} has no host {host}", $"its hosts: {string.Join(", ", environment.Hosts)}", null, "Name one of them with --host.") { Exit = ExitCodes.Usage };

    public static Problem InputForSeveral(AppEnvironment environment) => new(
        "cli.input-for-several", "Standard input goes to one host only",
        $"{environment.Name} has {environment.Hosts.Count} hosts, and something is piped in",
        ["the input is meant for one of them", "the shell or script around it left its own input open"],
        $"Name the host: --host {environment.Hosts[0]}. If the command reads nothing: < /dev/null") { Exit = ExitCodes.Usage };

    public static Problem NoShellHere(string current) => new(
        "cli.local-ssh", "local is this machine: there is nothing to log in to", null, null, $"Look at the release here: cd {current}") { Exit = ExitCodes.Usage };

    public static Problem SshNotStarted(string why) => new(
        "cli.ssh-not-started", "ssh cannot be started", why, null, "Install OpenSSH's client: sudo apt-get install openssh-client") { Exit = ExitCodes.Refused };

    public static Problem ProjectExists(string path) => new(
        "cli.project-exists", "There is a project file already", path, null, "Edit it, or replace it with slipway init --force.") { Exit = ExitCodes.Refused };

    public static Problem NoEnv(string name, string path) => new(
        "cli.no-env", $"There is no {name}", path, null, "Write it with slipway prepare.") { Exit = ExitCodes.Unreadable };

    public static Problem NoEnvKey(string key, string path) => new(
        "cli.no-env-key", $"{Path.GetFileName(path)} does not set {key}", path, null, $"Set it with slipway env set {key}.") { Exit = ExitCodes.Usage };

    public static Problem NoEnvThere(string host) => new(
        "cli.no-env-there", $"{host} has no env", null, null, "Bring one with slipway env push, or with a deploy.");

    public static Problem NoEncryptedEnv(string name, string path) => new(
        "cli.no-encrypted-env", $"There is no {name}", path, null, "Write it with slipway env encrypt.") { Exit = ExitCodes.Unreadable };

    public static Problem NoText(string key) => new(
        "cli.env-no-text", $"What was given for {key} is no text", "it holds a NUL or bytes that are not UTF-8, which no env file can store", ["a binary key or certificate was piped in"],
        "Give it in a text form: base64 -w0 FILE | slipway env set KEY; or keep it in a file below a shared folder.") { Exit = ExitCodes.Usage };

    public static Problem NotShown(string key) => new(
        "cli.env-not-shown", $"The value of {key} is shown on a terminal only", null, null, "Add --show if it shall go into a pipe or a file.") { Exit = ExitCodes.Usage };

    public static Problem KeyExists(string path) => new(
        "cli.env-key-exists", "There is a file where the new key would go", path, null, "Name another file. A key that is lost cannot be made again, so none is replaced.");

    public static Problem NoEditor(string why) => new(
        "cli.env-editor", "The env could not be edited", why, null, "Name your editor with VISUAL or EDITOR; or use slipway env decrypt, edit the file, slipway env encrypt.");

    public static Problem UnlockUnheard(string host) => new(
        "cli.unlock-unheard", $"{host} was asked to undo and has not ended yet", null, ["a step that cannot be interrupted is still running"],
        "Look again in a minute: slipway status. Its step ends by its own deadline, then it undoes.")
    {
        Exit = ExitCodes.Locked, Ending = ": the holder was asked and has not ended yet",
    };

    public static Problem UnlockLost(string host) => new(
        "cli.unlock-lost", $"The connection to {host} was lost after it was asked to undo", null, ["the network was cut", "the host went down"],
        "Look when it can be reached again: slipway status.") { Exit = ExitCodes.UndoFailed, Ending = ": the end of the holder was not seen" };

    /// <param name="reached">Hosts that have the new env.</param>
    public static Problem EnvPushedInPart(Problem problem, IReadOnlyList<string> reached, IReadOnlyList<string> missing) => new(
        "cli.env-pushed-in-part", $"The env did not reach every host: {problem.Title}",
        $"{problem.Detail}\nhave it: {(reached.Count == 0 ? "none, as far as they answered" : string.Join(", ", reached))}\nnot seen to have it: {string.Join(", ", missing)}", ["a host was lost", "somebody else pushed meanwhile"],
        "Push again: hosts that have it already are left as they are. See where it differs: slipway env diff", problem.Where)
    {
        Exit = problem.Exit, Ending = $" reached {reached.Count} of {reached.Count + missing.Count} hosts",
    };

    public static Problem ChecksFailed(string environment, int count) => new(
        "cli.checks-failed", $"{count} {(count == 1 ? "check" : "checks")} of high severity failed; nothing was changed", null, null,
        $"Put right what is named above, or waive it: slipway waive CHECK --reason TEXT --until DATE. When it cannot wait: slipway deploy {environment} --despite REASON. All findings: slipway validate {environment}") { Exit = ExitCodes.ChecksFailed };

    public static Problem DespiteWithoutReason() => new(
        "cli.despite-reason", "--despite needs a reason of one line", null, null, "Say why it cannot wait: slipway deploy --despite \"the site is down\"") { Exit = ExitCodes.Usage };

    public static Problem WaiveWhat() => new(
        "cli.waive-what", "It is not said which check is waived", null, null,
        "Name it as slipway validate shows it: slipway waive CHECK --reason TEXT --until DATE") { Exit = ExitCodes.Usage };

    public static Problem WaiveLine(string option, int most) => new(
        "cli.waive-line", $"A waiver needs a text of one line, at most {most} characters", $"--{option}", null,
        "Say it in a sentence: slipway waive CHECK --reason TEXT --until DATE") { Exit = ExitCodes.Usage };

    public static Problem WaiveUntil(string why, DateOnly today) => new(
        "cli.waive-until", "A waiver needs a last day, at most a year ahead", why, null,
        $"Usual are 30 to 90 days: --until {today.AddDays(30):yyyy-MM-dd}. It can be waived again when it ends.") { Exit = ExitCodes.Usage };

    public static Problem WaivedAlready(Waiver waiver) => new(
        "cli.waived-already", $"{waiver.Check} is waived already, until {waiver.Until:yyyy-MM-dd}", waiver.Reason, null,
        "Change it there, or waive another subject with --subject.", waiver.Where) { Exit = ExitCodes.Usage };

    public static Problem WaiveByHand(string path) => new(
        "cli.waive-by-hand", "The waiver cannot be added without rewriting what stands in the project file; nothing was changed", null,
        ["the list of waivers is written in a form that cannot be extended as text"],
        "Add it by hand below waivers: - { check: …, reason: …, owner: …, until: … }", path) { Exit = ExitCodes.Usage };

    public static Problem ReportWithoutFormat() => new(
        "cli.report-format", "--report needs --format", null, null, "Add --format junit, sarif, markdown or html.") { Exit = ExitCodes.Usage };

    /// <param name="meant">What it probably is instead.</param>
    public static Problem UnknownProblem(string word, string? meant) => new(
        "cli.unknown-problem", $"there is no problem `{word}`", meant, null, "List them with slipway problems.") { Exit = ExitCodes.Usage };

    public static Problem NoProject(string folder) => new(
        "cli.no-project", "There is no slipway.yaml here", $"looked in {folder} and above", null, "Write one with slipway init, or name it with --project.") { Exit = ExitCodes.Usage };
}
