using Slipway.Text;
using Xunit;

namespace Slipway.Tests.Stacks;

/// <summary>A Django project's packages come by its lock.</summary>
public class PythonPackagesTest
{
    private const string Manage = "import django\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"site1.settings\")";

    [Theory]
    [InlineData("requirements.txt", "django==5.2\n", ".venv/bin/python3 -m pip install --disable-pip-version-check --no-input -r requirements.txt")]
    [InlineData("requirements/production.txt", "-r base.txt\ngunicorn==23.0\n", ".venv/bin/python3 -m pip install --disable-pip-version-check --no-input -r requirements/production.txt")]
    [InlineData("uv.lock", "", ".venv/bin/uv sync --frozen --no-dev --inexact --no-install-project")]
    [InlineData("poetry.lock", "", "'{poetry}' install --only main --no-root --no-interaction")]
    [InlineData("Pipfile.lock", "{}", "'{pipenv}' sync")]
    [InlineData("setup.cfg", "[options]\ninstall_requires =\n  django\n", ".venv/bin/python3 -m pip install --disable-pip-version-check --no-input .")]
    [InlineData("pyproject.toml", "[build-system]\nrequires = []\n[project]\ndependencies = [\"django\"]\n", ".venv/bin/python3 -m pip install --disable-pip-version-check --no-input .")]
    public void Packages_come_by_the_lock(string file, string text, string command)
    {
        using var project = Project(file, text);

        var packages = project.Recipe().HostBuild.Single(one => one.Name == "packages");
        Assert.Equal(command, Shell.Join(packages.Command));
        Assert.Equal(".venv", packages.Cache?.Folder);
        Assert.Contains(file, packages.Cache!.Locks);
        Assert.Equal("{release}/.venv/bin/python3", project.Recipe().Web?.Command[0]);
    }

    [Fact]
    public void Lock_wins_over_a_list_that_fixes_nothing_and_a_list_that_fixes_all_over_the_lock()
    {
        using var loose = Project("requirements.txt", "django\n", "uv.lock", "");
        using var pinned = Project("requirements.txt", "django==5.2 \\\n  --hash=sha256:aa\n", "uv.lock", "");

        Assert.Contains("sync", loose.Recipe().HostBuild[^1].Command);
        Assert.Contains("requirements.txt", pinned.Recipe().HostBuild[^1].Command);
    }

    [Fact]
    public void Tool_that_reads_the_lock_is_required()
    {
        using var project = Project("poetry.lock", "");

        Assert.Contains(project.Recipe().Requires, requirement => requirement is { Name: "Poetry", Placeholder: "poetry", Package: "python3-poetry" });
    }

    [Theory]
    [InlineData("Pipfile", "[packages]\ndjango = \"*\"\n")]
    [InlineData("pyproject.toml", "[project]\ndependencies = [\"django\"]\n")]
    public void Packages_without_a_lock_are_refused_with_the_commands_that_make_one(string file, string text)
    {
        using var project = Project(file, text);

        Assert.Equal("stack.python-no-lock", project.Refusal()?.Code);
        Assert.Contains("uv lock", project.Refusal()?.Remedy);
    }

    private static TextProject Project(params string[] files) => new(["manage.py", Manage, "site1/settings.py", "", "site1/wsgi.py", "", .. files]);
}
