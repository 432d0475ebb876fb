namespace Slipway.Checks.Project.Stack.Django;

internal sealed class DjangoCheckDeploy() : Check(new("django.check_deploy", "The running settings pass `check --deploy`", Severity.High)
{
    Section = CheckSection.Tests,
    Why = "What is computed when the settings are loaded cannot be read from them, and an app that cannot be loaded does not start.",
    Judged = "Only when asked for (--run-tests), for it runs the project's code: `manage.py check --deploy` with the variables of the env file and no others, by the project's virtual environment (.venv, venv, env), else by a Python of this machine that has the same release line of Django. "
        + "Errors of any kind fail, and warnings about security that django.deploy_settings did not tell already. W021 and what env.* judge are left out, as there. Unknown when the project cannot be loaded here, with Django's last words.",
    Causes = [new("computed", "the value is computed, or a package sets it"), new("other-module", "another settings module is loaded than the one that was changed")],
    Remedy = new("Set the named settings in the production settings, and run it again: python manage.py check --deploy"),
    Sources = ["https://docs.djangoproject.com/en/stable/ref/checks/#security", "https://docs.djangoproject.com/en/stable/ref/django-admin/#cmdoption-check-deploy"],
    Stacks = ["django"],
})
{
    private const int MostShown = 20;

    /// <summary>W021 as in django.deploy_settings; the rest depends on https.</summary>
    private static readonly string[] OfHttps = ["W004", "W005", "W008", "W012", "W016"];

    /// <summary>Which setting a rule is about, where the env file may have it and env.* judge it.</summary>
    private static readonly Dictionary<string, string> JudgedByEnv = new(StringComparer.Ordinal)
    {
        ["W004"] = "SECURE_HSTS_SECONDS", ["W008"] = "SECURE_SSL_REDIRECT", ["W009"] = "SECRET_KEY", ["W018"] = "DEBUG", ["W020"] = "ALLOWED_HOSTS",
    };

    /// <summary>Django tells three kinds of one fault apart: by app, by middleware, by both.</summary>
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal) { ["W010"] = "W012", ["W011"] = "W012", ["W013"] = "W015", ["W014"] = "W015" };

    public override TimeSpan Longest => TimeSpan.FromMinutes(3);

    public override async Task<Verdict> RunAsync(CheckedProject project, CancellationToken cancel)
    {
        if (!project.RunTests)
            return Verdict.Skip("not asked for (--run-tests)");
        return Judge(await project.FactsAsync(DjangoRun.ReadAsync, cancel), await project.FactsAsync(DjangoFacts.ReadAsync, cancel));
    }

    internal static Verdict Judge(DjangoRun run, DjangoFacts facts)
    {
        if (run.Reason is { } reason)
            return Verdict.Unknown(reason);
        var told = facts.Module is null ? [] : DeployRules.All(facts).Select(fault => fault.Rule).ToHashSet();
        var faults = run.Messages.Where(message => message.SecurityRule is { } rule ? !told.Contains(Same.GetValueOrDefault(rule, rule)) && Counts(Same.GetValueOrDefault(rule, rule), facts) : message.IsError)
            .Select(message => new Evidence(message.Object == "?" ? $"{message.Id}: {message.Text}" : $"{message.Id}: {message.Object}: {message.Text}", facts.Module?.Where(1, 1), message.Id));
        return Verdict.FailIf(faults.Take(MostShown), "Django's own checks find faults");
    }

    private static bool Counts(string rule, DjangoFacts facts) =>
        rule != "W021" && (facts.IsHttps || !OfHttps.Contains(rule)) && !(JudgedByEnv.TryGetValue(rule, out var setting) && facts.Find(setting) is { FromEnv: true });
}
