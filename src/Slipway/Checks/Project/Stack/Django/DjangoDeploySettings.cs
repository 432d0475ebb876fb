namespace Slipway.Checks.Project.Stack.Django;

internal sealed class DjangoDeploySettings() : ProjectCheck<DjangoFacts>(
    new("django.deploy_settings", "The settings pass `check --deploy`", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "Django's own list of what must be on in production: without it sessions are stolen, pages framed, forms sent from other sites.",
        Judged = "The rules of `manage.py check --deploy`, from the settings module that the environment names, read without running it: literals, reads of the environment with the env file's values and defaults, `from .base import *`, `if not DEBUG:`. "
            + "What only running would tell is not judged. DEBUG, ALLOWED_HOSTS, SECRET_KEY, SECURE_SSL_REDIRECT and SECURE_HSTS_SECONDS that the env file sets are judged by env.*. W021 is left out: preloading HSTS is a decision of its own (web.hsts). W004, W005, W008 and the cookies' Secure are asked only of sites with https.",
        Causes = [new("defaults", "Django's defaults are made for a developer's machine"), new("other-module", "the values stand in a settings module that production does not use")],
        Remedy = new("Set the named settings in the production settings; `python manage.py check --deploy` shows the same list.", "python manage.py check --deploy") { Safe = true },
        Sources = ["https://docs.djangoproject.com/en/stable/ref/checks/#security", "https://docs.djangoproject.com/en/stable/howto/deployment/checklist/"],
        Stacks = ["django"],
    },
    DjangoFacts.ReadAsync)
{
    public override Verdict Judge(DjangoFacts facts)
    {
        if (facts.Module is null)
            return Verdict.Unknown("the settings module was not found in the project");
        return Verdict.FailIf(DeployRules.All(facts).Select(fault => new Evidence($"{fault.Rule}: {fault.Text}", facts.Find(fault.Setting)?.Where ?? facts.Module.Where(1, 1), fault.Setting)), "The settings do not pass `check --deploy`");
    }
}
