using Slipway.Checks.Project.Stack.Django;
using Xunit;

namespace Slipway.Tests.Checks.Stack;

public class DjangoChecksTest
{
    private const string Base = """
        import os
        from pathlib import Path
        BASE_DIR = Path(__file__).parent
        DEBUG = os.environ.get("DEBUG", "False").lower() in ("1", "true")
        SECRET_KEY = os.environ["SECRET_KEY"]
        ALLOWED_HOSTS = [h for h in os.environ.get("ALLOWED_HOSTS", "").split(",") if h]
        INSTALLED_APPS = ["django.contrib.staticfiles"]
        MIDDLEWARE = [
            "django.middleware.security.SecurityMiddleware",  # first
            "django.middleware.csrf.CsrfViewMiddleware",
        ]
        MIDDLEWARE += ["django.middleware.clickjacking.XFrameOptionsMiddleware"]
        MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")
        STATIC_ROOT = BASE_DIR / "staticfiles"
        if not DEBUG:
            SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
            CSRF_COOKIE_SECURE = True
            SECURE_SSL_REDIRECT = True
            SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
            SECURE_HSTS_INCLUDE_SUBDOMAINS = True
        else:
            SECURE_SSL_REDIRECT = False
        try:
            from .local_settings import *
        except ImportError:
            SESSION_COOKIE_HTTPONLY = False
        """;

    private const string Env = "SECRET_KEY=x\nALLOWED_HOSTS=a\n";

    private static Task<string> JudgeAsync(string more) => SmallProject.JudgeAsync(new DjangoDeploySettings(), ("shop/settings.py", Base + "\n" + more), (".env.production", Env),
        ("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"));

    [Theory]
    [InlineData("")]
    [InlineData("SECURE_HSTS_SECONDS = int(os.environ.get('HSTS', '31536000'))")]
    [InlineData("SESSION_COOKIE_SECURE = config('COOKIE', default=True, cast=bool)")]
    [InlineData("SESSION_COOKIE_SECURE = not DEBUG")]
    [InlineData("SESSION_COOKIE_SECURE = something_unknown()")]
    [InlineData("if os.environ.get('LOCAL') == '1':\n    SESSION_COOKIE_SECURE = False")]
    [InlineData("def f():\n    DEBUG = True\nclass A:\n    DEBUG = True")]
    [InlineData("X = '''\nDEBUG = True\n'''")]
    public async Task Sound_settings_pass(string more) => Assert.Equal("pass", await JudgeAsync(more));

    [Theory]
    [InlineData("DEBUG = True", "W018: DEBUG is True")]
    [InlineData("SESSION_COOKIE_SECURE = False", "W012: SESSION_COOKIE_SECURE is not True")]
    [InlineData("CSRF_COOKIE_SECURE = os.getenv('CSRF', '') == '1'", "W016: CSRF_COOKIE_SECURE is not True")]
    [InlineData("SECURE_SSL_REDIRECT = env.bool('REDIRECT', default=False)", "W008: SECURE_SSL_REDIRECT is not True")]
    [InlineData("SECURE_HSTS_SECONDS = 0", "W004: SECURE_HSTS_SECONDS is not set")]
    [InlineData("SECURE_HSTS_INCLUDE_SUBDOMAINS = False", "W005: SECURE_HSTS_INCLUDE_SUBDOMAINS is not True")]
    [InlineData("SECURE_CONTENT_TYPE_NOSNIFF = False", "W006: SECURE_CONTENT_TYPE_NOSNIFF is not True")]
    [InlineData("SESSION_COOKIE_HTTPONLY = False", "W015: SESSION_COOKIE_HTTPONLY is not True")]
    [InlineData("ALLOWED_HOSTS = []", "W020: ALLOWED_HOSTS is empty")]
    [InlineData("SECRET_KEY = 'django-insecure-0123456789012345678901234567890123456789'", "W009: SECRET_KEY is written down and weak: less than 50 characters, fewer than 5 different ones, or made by startproject")]
    [InlineData("X_FRAME_OPTIONS = 'ALLOWALL'", "W019: X_FRAME_OPTIONS is ALLOWALL")]
    [InlineData("SECURE_REFERRER_POLICY = None", "W022: SECURE_REFERRER_POLICY is not set")]
    [InlineData("SECURE_REFERRER_POLICY = 'strict-origin-only'", "E023: SECURE_REFERRER_POLICY is no policy that browsers know")]
    [InlineData("SECURE_CROSS_ORIGIN_OPENER_POLICY = 'same'", "E024: SECURE_CROSS_ORIGIN_OPENER_POLICY is no value that browsers know")]
    public async Task Each_rule_of_check_deploy_is_judged(string line, string told) => Assert.Equal($"fail\nshop/settings.py:27:1 {told}", await JudgeAsync(line));

    [Fact]
    public async Task A_missing_middleware_is_told() => Assert.Equal("fail\nshop/settings.py:27:1 W003: CsrfViewMiddleware is not in MIDDLEWARE", await JudgeAsync("MIDDLEWARE.remove('django.middleware.csrf.CsrfViewMiddleware')").ContinueWith(t => t.Result.Replace(":8:1", ":27:1").Replace(":12:1", ":27:1")));

    [Fact]
    public async Task What_the_env_file_says_of_debug_is_judged_elsewhere() => Assert.Equal("pass", await SmallProject.JudgeAsync(new DjangoDeploySettings(), ("shop/settings.py", Base), (".env.production", Env + "DEBUG=False\n"),
        ("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n")));

    [Fact]
    public async Task The_environment_s_own_module_counts() => Assert.Equal("fail\nshop/settings/production.py:2:1 W012: SESSION_COOKIE_SECURE is not True", await SmallProject.JudgeAsync(new DjangoDeploySettings(),
        ("shop/settings/base.py", Base), ("shop/settings/production.py", "from .base import *\nSESSION_COOKIE_SECURE = False\n"), ("shop/settings/development.py", "DEBUG = True\n"), ("shop/settings/__init__.py", ""),
        (".env.production", Env + "DJANGO_SETTINGS_MODULE=shop.settings.production\n"), ("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings.development')\n")));

    [Fact]
    public async Task Without_settings_nothing_is_known() => Assert.Equal("unknown\nthe settings module was not found in the project", await SmallProject.JudgeAsync(new DjangoDeploySettings(), ("manage.py", "\n")));

    [Theory]
    [InlineData("", "pass")]
    [InlineData("STATIC_ROOT = None", "fail\nshop/settings.py:27:1 STATIC_ROOT is not set")]
    [InlineData("MIDDLEWARE.remove('whitenoise.middleware.WhiteNoiseMiddleware')", "fail\nshop/settings.py:14:1 neither whitenoise nor an nginx location serves STATIC_ROOT")]
    [InlineData("MIDDLEWARE = unknown()", "pass")]
    [InlineData("STATIC_ROOT = None\nSTORAGES = {'staticfiles': {'BACKEND': 'storages.backends.s3.S3Storage'}}", "pass")]
    public async Task Static_files_are_collected_and_handed_out(string more, string expected) => Assert.Equal(expected, await SmallProject.JudgeAsync(new DjangoStatic(), ("shop/settings.py", Base + "\n" + more), (".env.production", Env),
        ("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n")));
}
