using System.Text.RegularExpressions;
using Slipway.Checks.Files.Shell;

namespace Slipway.Checks.Stack.Script;

internal sealed partial class ScriptStatusIgnored() : ProjectCheck<ScriptFacts>(
    new("script.status_ignored", "A health gate looks at the answer", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "curl without -f is content with an error page, and \"Up\" also stands before \"(unhealthy)\" and between two restarts: such a gate lets everything pass.",
        Judged = "Deploy scripts: curl of a health address without -f, --fail or -w and whose output nobody reads; `docker ps` or `compose ps` with grep Up.",
        Causes = [new("looks-right", "the command succeeds when all is well, and nobody saw it with an error")],
        Remedy = new("Use `curl --fail --silent --show-error`, and ask Docker for health: docker inspect --format '{{.State.Health.Status}}'."),
        Sources = ["https://curl.se/docs/manpage.html#-f"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Of(facts, script =>
    {
        if (!script.IsDeploy)
            return [];
        var commands = script.Commands.ToList();
        return commands.Select((c, at) => Fault(c, commands.ElementAtOrDefault(at + 1)) is { } fault ? script.Tell(c, fault) : null).OfType<Evidence>();
    }, "A health gate does not look at the answer");

    private static string? Fault(ShellCommand command, ShellCommand? next)
    {
        var text = command.Text;
        if (command.Program == "curl" && command.Words.Any(word => Health().IsMatch(word)) && !Fails().IsMatch(text) && command.After is not ("|" or "|&") && !command.InSubstitution)
            return "curl without -f succeeds whatever the status";
        return List().IsMatch(text) && next is { IsPiped: true } && Up().IsMatch(string.Join(' ', next.Words)) ? "\"Up\" says that a process exists, not that it is well" : null;
    }

    [GeneratedRegex(@"health|/up(?:\b|$)|/ping\b|/status\b|\$\{?\w*HEALTH|\$\{?(?:APP_|SITE_|BASE_)?URL\}?/?$|^https?://(?:localhost|127\.0\.0\.1)(?::\d+)?/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Health();

    [GeneratedRegex(@" -\w*f\w*\b| --fail| -\w*w\b| --write-out| -\w*X ?(?:POST|PUT|DELETE)| -d\b| --data", RegexOptions.CultureInvariant)]
    private static partial Regex Fails();

    [GeneratedRegex(@"\bdocker ps\b|\b(?:docker compose|docker-compose)\b.* ps\b", RegexOptions.CultureInvariant)]
    private static partial Regex List();

    [GeneratedRegex(@"^grep .*\bUp\b|^grep .*\brunning\b", RegexOptions.CultureInvariant)]
    private static partial Regex Up();
}
