using Slipway.Checks.Project.Files.Python;

namespace Slipway.Checks.Project.Stack.Django;

internal sealed class DjangoStatic() : ProjectCheck<DjangoFacts>(
    new("django.static", "Static files are collected and handed out", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "With DEBUG off Django hands out no static files: the admin and the pages are without style and script.",
        Judged = "With django.contrib.staticfiles installed: STATIC_ROOT must be set, and somebody must serve it: whitenoise in MIDDLEWARE, an nginx location for STATIC_URL in the project, or a storage of another place. What cannot be known from the settings is not judged.",
        Causes = [new("runserver", "the development server hands them out by itself")],
        Remedy = new("Set STATIC_ROOT = BASE_DIR / \"staticfiles\" and add whitenoise, or a location for /static/ in nginx."),
        Sources = ["https://docs.djangoproject.com/en/stable/howto/static-files/deployment/", "https://whitenoise.readthedocs.io/en/stable/django.html"],
        Stacks = ["django"],
    },
    DjangoFacts.ReadAsync)
{
    public override Verdict Judge(DjangoFacts facts)
    {
        if (facts.Module is null)
            return Verdict.Unknown("the settings module was not found in the project");
        if (facts.Find("INSTALLED_APPS")?.Value is not PyList apps || !apps.Has("django.contrib.staticfiles"))
            return Verdict.Skip("django.contrib.staticfiles is not installed");
        if (IsElsewhere(facts))
            return Verdict.Pass;
        var place = facts.Module.Where(1, 1);
        if (facts.Find("STATIC_ROOT") is null or { Value.IsTrue: false })
            return facts.IsWhole ? Verdict.Fail("Static files are not collected", new Evidence("STATIC_ROOT is not set", facts.Find("STATIC_ROOT")?.Where ?? place, "STATIC_ROOT")) : Verdict.Pass;
        return facts.ServesStatic || facts.Find("MIDDLEWARE")?.Value is not PyList { IsWhole: true } list || list.Items.Any(item => item is PyText { Text: var name } && name.Contains("whitenoise", StringComparison.OrdinalIgnoreCase))
            ? Verdict.Pass
            : Verdict.Fail("Nobody hands out static files", new Evidence("neither whitenoise nor an nginx location serves STATIC_ROOT", facts.Find("STATIC_ROOT")!.Where, "STATIC_ROOT"));
    }

    // S3, Google Cloud, Azure: the files are not on this server.
    private static bool IsElsewhere(DjangoFacts facts)
    {
        var storage = (facts.Find("STATICFILES_STORAGE")?.Value as PyText)?.Text
            ?? (((facts.Find("STORAGES")?.Value as PyDictionary)?.Find("staticfiles") as PyDictionary)?.Find("BACKEND") as PyText)?.Text ?? "";
        return storage.Length > 0 && !storage.StartsWith("django.", StringComparison.Ordinal) && !storage.StartsWith("whitenoise.", StringComparison.Ordinal);
    }
}
