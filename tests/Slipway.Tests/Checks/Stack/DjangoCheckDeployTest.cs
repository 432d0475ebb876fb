using Slipway.Checks.Project.Stack.Django;
using Slipway.Tests.Support;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

/// <summary>With the Django of this machine; the project's code really runs.</summary>
public class DjangoCheckDeployTest
{
    private const string Manage = """
        import os, sys
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.development")
        from django.core.management import execute_from_command_line
        execute_from_command_line(sys.argv)
        """;

    private const string Settings = """
        import os
        yes = "yes".startswith("y")
        SECRET_KEY = os.environ["SECRET_KEY"]
        ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
        INSTALLED_APPS = []
        MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware", "django.contrib.sessions.middleware.SessionMiddleware"]
        DATABASES = {}
        SECURE_SSL_REDIRECT = SECURE_HSTS_INCLUDE_SUBDOMAINS = CSRF_COOKIE_SECURE = True
        SECURE_HSTS_SECONDS = 31536000
        SESSION_COOKIE_SECURE = yes
        ROOT_URLCONF = "shop.urls"
        """;

    private const string Env = "SECRET_KEY=Zk3uQ9fLw81xVbN2-pR7sT4yHc6MdE0aGjKqWzXo5-iUvBnY\nALLOWED_HOSTS=shop.example.com\nPIN=4711\n";

    [Fact]
    public async Task Settings_that_pass_when_they_are_loaded_pass() => Assert.Equal("pass", await JudgeAsync(""));

    [Fact]
    public async Task What_is_computed_is_found_by_running_it()
    {
        var found = await JudgeAsync("SESSION_COOKIE_SECURE = not yes\nSECURE_CONTENT_TYPE_NOSNIFF = not yes\n");
        Assert.Matches(@"^fail\nshop/settings/production\.py:1:1 security\.W006: .*NOSNIFF.*\nshop/settings/production\.py:1:1 security\.W011: .*SESSION_COOKIE_SECURE", found);
    }

    [Fact]
    public async Task What_the_settings_say_plainly_is_told_once_and_by_the_other_check() => Assert.Equal("pass", await JudgeAsync("CSRF_COOKIE_SECURE = False\nSESSION_COOKIE_SECURE = False\n"));

    [Fact]
    public async Task An_error_that_is_not_about_security_fails_too() =>
        Assert.StartsWith("fail\nshop/settings/production.py:1:1 templates.E001: ", await JudgeAsync("TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True, 'OPTIONS': {'loaders': []}}]\n"), StringComparison.Ordinal);

    [Fact]
    public async Task The_settings_get_the_env_file_and_nothing_else()
    {
        Environment.SetEnvironmentVariable("SHOP_LAPTOP_ONLY", "1");
        Assert.Equal("pass", await JudgeAsync("assert os.environ['PIN'] == '4711' and 'SHOP_LAPTOP_ONLY' not in os.environ and os.environ['DJANGO_SETTINGS_MODULE'] == 'shop.settings.production'\n"));
    }

    [Theory]
    [InlineData("import no_such_package\n", "ModuleNotFoundError: No module named 'no_such_package'")]
    [InlineData("int('pin ' + os.environ['PIN'])\n", "ValueError")]
    [InlineData("raise RuntimeError(SECRET_KEY)\n", "RuntimeError")]
    [InlineData("from django.core.exceptions import ImproperlyConfigured\nraise ImproperlyConfigured('bad ' + SECRET_KEY)\n", "django.core.exceptions.ImproperlyConfigured: bad ***")]
    public async Task A_project_that_cannot_be_loaded_here_is_unknown_with_the_reason_and_no_value(string more, string reason) =>
        Assert.Equal($"unknown\n`manage.py check --deploy` could not be run: {reason}", await JudgeAsync(more));

    [Fact]
    public async Task Nothing_is_run_unless_asked_for()
    {
        using var project = Project("open('ran', 'w')\n", runTests: false);
        Assert.Equal("skip\nnot asked for (--run-tests)", await project.JudgeAsync(new DjangoCheckDeploy()));
        Assert.False(File.Exists(Path.Combine(project.Folder, "ran")));
    }

    [Fact]
    public async Task Without_an_env_file_it_is_not_run() =>
        Assert.Equal("unknown\n.env.production is not there, and the settings ask for its variables", await JudgeAsync("", env: null));

    [Fact]
    public async Task Another_release_line_of_Django_than_the_projects_proves_nothing() =>
        Assert.Matches(@"^unknown\nthe project has no virtual environment, and the Django of this machine is [0-9.]+, not 1\.4\.22$", await JudgeAsync("", requirements: "django==1.4.22\n"));

    [Fact]
    public async Task The_projects_own_virtual_environment_goes_first()
    {
        using var project = Project("", more: (".venv/bin/python", "#!/bin/sh\ncase \"$1\" in -c) echo 1.4.22;; *) echo \"$@\" > asked; echo 'System check identified no issues (0 silenced).';; esac\n"), requirements: "django==1.4.22\n");
        File.SetUnixFileMode(Path.Combine(project.Folder, ".venv/bin/python"), (UnixFileMode)0b111_101_101);
        Assert.Equal("pass", await project.JudgeAsync(new DjangoCheckDeploy()));
        Assert.Equal("manage.py check --deploy --fail-level ERROR --no-color\n", File.ReadAllText(Path.Combine(project.Folder, "asked")));
    }

    private static async Task<string> JudgeAsync(string settings, string? env = Env, string? requirements = null)
    {
        Tools.Need("/usr/lib/python3/dist-packages/django/__init__.py");
        using var project = Project(settings, env: env, requirements: requirements);
        return await project.JudgeAsync(new DjangoCheckDeploy());
    }

    private static SmallProject Project(string settings, bool runTests = true, string? env = Env, string? requirements = null, (string, string)? more = null)
    {
        List<(string, string)> files = [("manage.py", Manage), ("shop/__init__.py", ""), ("shop/urls.py", "urlpatterns = []\n"), ("shop/settings/__init__.py", ""), ("shop/settings/production.py", Settings + "\n" + settings)];
        if (env is not null)
            files.Add((".env.production", env));
        if (requirements is not null)
            files.Add(("requirements.txt", requirements));
        if (more is { } file)
            files.Add(file);
        return new(files) { Stack = "django", RunTests = runTests };
    }
}
