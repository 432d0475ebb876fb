using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptPrompts() : ProjectCheck<ScriptFacts>(
    new("script.prompts", "Scripts that run alone ask nothing", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "A question that nobody answers stops the script for ever, or ends it with a failure that nobody sees.",
        Judged = "Deploy and backup scripts, and cron lines (mysql, apt-get and createsuperuser in every script): mysql and mysqldump with -p and no value; artisan migrate, db:seed and db:wipe without --force; createsuperuser and collectstatic without --noinput; apt-get install without -y; "
            + "`docker compose exec` and `docker exec` with a terminal (no -T, or -t) whose output goes into a file or pipe, or which cron starts.",
        Causes = [new("tried-by-hand", "the script was only ever started by a person")],
        Remedy = new("Add the option that answers (--force, --noinput, -y, -T), and give passwords in a file."),
        Sources = ["https://docs.docker.com/reference/cli/docker/compose/exec/", "https://laravel.com/docs/migrations#forcing-migrations-to-run-in-production", "https://docs.djangoproject.com/en/stable/ref/django-admin/#createsuperuser"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Each(facts, script => script.IsUnattended || script.Kind is ScriptKind.File, (script, command) => Start(script, command) ?? (script.IsUnattended ? Question(script, command) : null), "A script that runs alone asks a question");

    // Only ever done once, by a script of any name.
    private static string? Start(ShellScript script, ShellCommand command)
    {
        var text = command.Text;
        if (command.Words.Any(w => w is "mysql" or "mysqldump" or "mariadb" or "mariadb-dump") && command.Words.Contains("-p") && !command.Prints && !script.Text.Contains("spawn ", StringComparison.Ordinal))
            return "`-p` without a value asks for the password";
        if (Superuser().IsMatch(text) && !NoQuestion().IsMatch(text))
            return "`createsuperuser` without --noinput asks";
        return Apt().IsMatch(text) && !AptYes().IsMatch(text) && !script.Text.Contains("Assume-Yes", StringComparison.Ordinal) ? "`apt-get install` without -y asks" : null;
    }

    private static string? Question(ShellScript script, ShellCommand command)
    {
        var text = command.Text;
        if (Artisan().Match(text) is { Success: true } artisan && !text.Contains("--force", StringComparison.Ordinal) && !NoQuestion().IsMatch(text))
            return $"`{artisan.Value}` without --force asks in production";
        if (Django().Match(text) is { Success: true } django && !NoQuestion().IsMatch(text))
            return $"`{django.Value}` without --noinput asks";
        return NeedsTerminal(script, command) ? "`exec` with a terminal fails when there is none" : null;
    }

    private static bool NeedsTerminal(ShellScript script, ShellCommand command)
    {
        var toFile = command.Redirects.Count > 0 || command.After is "|" or "|&" || command.InSubstitution || script.Kind is ScriptKind.Cron;
        if (!toFile)
            return false;
        var text = command.Text;
        return (ComposeExec().IsMatch(text) && !NoTerminal().IsMatch(text)) || DockerExec().IsMatch(text);
    }

    [GeneratedRegex(@"\bartisan (?:migrate(?::rollback|:refresh)?|db:seed|db:wipe)(?= |$)", RegexOptions.CultureInvariant)]
    private static partial Regex Artisan();

    [GeneratedRegex(@"\bmanage\.py (?:collectstatic|flush)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Django();

    [GeneratedRegex(@"\bmanage\.py createsuperuser\b", RegexOptions.CultureInvariant)]
    private static partial Regex Superuser();

    [GeneratedRegex(@" --no-?input\b| --no-interaction\b| -n\b| --pretend\b", RegexOptions.CultureInvariant)]
    private static partial Regex NoQuestion();

    [GeneratedRegex(@"\bapt(?:-get)? (?:\S+ )*install\b", RegexOptions.CultureInvariant)]
    private static partial Regex Apt();

    [GeneratedRegex(@" -\w*y\w*\b| --yes\b| --assume-yes\b| -qq\b| --dry-run\b| -s\b", RegexOptions.CultureInvariant)]
    private static partial Regex AptYes();

    [GeneratedRegex(@"\b(?:docker compose|docker-compose)\b.* (?:exec|run) ", RegexOptions.CultureInvariant)]
    private static partial Regex ComposeExec();

    [GeneratedRegex(@" -\w*T\w*\b| --no-TTY\b", RegexOptions.CultureInvariant)]
    private static partial Regex NoTerminal();

    [GeneratedRegex(@"\bdocker (?:container )?exec (?:\S+ )*?-(?:it|ti|t)\b", RegexOptions.CultureInvariant)]
    private static partial Regex DockerExec();
}
