using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptStatusIgnored() : ProjectCheck<ScriptFacts>(
    new("script.status_ignored", "A health gate looks at the answer", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "curl without -f is content with an error page, and \"Up\" also stands before \"(unhealthy)\" and between two restarts: such a gate lets everything pass.",
        Judged = "Deploy scripts, and scripts whose name says health, verify, smoke, status or check: curl of a health address (in the latter any curl whose success is asked for) without -f, --fail or -w and whose output nobody reads; `docker ps` or `compose ps` with grep Up.",
        Causes = [new("looks-right", "the command succeeds when all is well, and nobody saw it with an error")],
        Remedy = new("Use `curl --fail --silent --show-error`, and ask Docker for health: docker inspect --format '{{.State.Health.Status}}'."),
        Sources = ["https://curl.se/docs/manpage.html#-f"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Of(facts, script =>
    {
        if (!script.IsDeploy && !(script.Kind is ScriptKind.File && Gate().IsMatch(script.Name)))
            return [];
        var commands = script.Commands.ToList();
        return commands.Select((c, at) => Fault(c, commands.Skip(at + 1).TakeWhile(next => next.IsPiped), Gate().IsMatch(script.Name)) is { } fault ? script.Tell(c, fault) : null).OfType<Evidence>();
    }, "A health gate does not look at the answer");

    private static string? Fault(ShellCommand command, IEnumerable<ShellCommand> pipeline, bool isGate)
    {
        var text = command.Text;
        if (command.Program == "curl" && (command.Words.Any(word => Health().IsMatch(word)) || (isGate && (command.InCondition || command.After is "&&" or "||"))) && !Fails().IsMatch(text) && command.After is not ("|" or "|&") && !command.InSubstitution)
            return "curl without -f succeeds whatever the status";
        return List().IsMatch(text) && pipeline.Any(next => Up().IsMatch(string.Join(' ', next.Words))) ? "\"Up\" says that a process exists, not that it is well" : null;
    }

    [GeneratedRegex(@"health|/up(?:\b|$)|/ping\b|/status\b|\$\{?\w*HEALTH|\$\{?(?:APP_|SITE_|BASE_)?URL\}?/?$|^https?://(?:localhost|127\.0\.0\.1)(?::\d+)?/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Health();

    [GeneratedRegex(@" -\w*f\w*\b| --fail| -\w*w\b| --write-out| -\w*X ?(?:POST|PUT|DELETE)| -d\b| --data", RegexOptions.CultureInvariant)]
    private static partial Regex Fails();

    [GeneratedRegex(@"health|verify|smoke|status|check", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Gate();

    [GeneratedRegex(@"\bdocker ps\b|\b(?:docker compose|docker-compose)\b.* ps\b", RegexOptions.CultureInvariant)]
    private static partial Regex List();

    [GeneratedRegex(@"^grep .*\bUp\b|^grep .*\brunning\b", RegexOptions.CultureInvariant)]
    private static partial Regex Up();
}
