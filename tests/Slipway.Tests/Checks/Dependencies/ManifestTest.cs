using System.Text.Json;
using Slipway.Checks.Project.Dependencies;
using Slipway.Checks.Project.Dependencies.Advisories;
using Slipway.Checks.Project.Source;
using Slipway.Stacks;
using Slipway.Tests.Cli;
using Slipway.Tests.Content;
using Xunit;

namespace Slipway.Tests.Checks.Dependencies;

public sealed class ManifestTest : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    // The second text of each is what PHP 8.2 hashed for the first, in the way of Composer\Package\Locker::getContentHash.
    [Theory]
    [InlineData("""{ "name": "a/b", "require": { "php": "^8.1", "a/c": "*" } }""", """{"name":"a\/b","require":{"php":"^8.1","a\/c":"*"}}""")]
    [InlineData("""{ "require": {}, "description": "x", "scripts": { "a": "b" } }""", """{"require":[]}""")]
    [InlineData("""{ "version": "1", "config": { "platform": { "php": "8.3.0" }, "sort-packages": true } }""", """{"config":{"platform":{"php":"8.3.0"}},"version":"1"}""")]
    [InlineData("""{ "extra": { "0": "x", "1": 2.50, "ü": "é\u2028", "e": 1.0, "n": null, "b": true, "l": [1, { }] }, "require-dev": { "z/z": "1" }, "require": { "y/y": "1" } }""",
        """{"extra":{"0":"x","1":2.5,"\u00fc":"\u00e9\u2028","e":1,"n":null,"b":true,"l":[1,[]]},"require":{"y\/y":"1"},"require-dev":{"z\/z":"1"}}""")]
    [InlineData("""{ "description": "x" }""", "[]")]
    public void Composers_hash_is_that_of_the_relevant_parts_as_PHP_writes_them(string composer, string hashed)
    {
        using var document = JsonDocument.Parse(composer);
#pragma warning disable CA5351
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(hashed))), ComposerHash.Of(document.RootElement));
#pragma warning restore CA5351
    }

    [Fact]
    public void Npm_locks_of_all_kinds_are_compared_with_what_is_asked_for()
    {
        const string package = """{ "dependencies": { "a": "^1.0.0", "@s/b": "2.x" }, "devDependencies": { "c": "~3" }, "engines": { "node": ">=18" } }""";
        Assert.Empty(Npm(package, "package-lock.json", """{ "packages": { "": { "dependencies": { "@s/b": "2.x", "a": "^1.0.0" }, "devDependencies": { "c": "~3" } }, "node_modules/a": { "version": "1.2.3" } } }""").Differences);
        Assert.Equal(["a is ^1.0.0 in package.json, ^0.9.0 in package-lock.json", "@s/b is not in package-lock.json", "d is in package-lock.json only", "c is not in package-lock.json"],
            Npm(package, "package-lock.json", """{ "packages": { "": { "dependencies": { "a": "^0.9.0", "d": "1" } } } }""").Differences);
        Assert.Equal(["c is not in package-lock.json"], Npm(package, "package-lock.json", """{ "dependencies": { "a": {}, "@s/b": {} } }""").Differences);
        Assert.Empty(Npm(package, "yarn.lock", "\"@s/b@2.x\":\n  version \"2.1\"\na@^1.0.0, a@^1.1.0:\n  version \"1.2\"\nc@~3:\n").Differences);
        Assert.Equal(["a is ^1.0.0 in package.json, another range in yarn.lock", "c is not in yarn.lock"], Npm(package, "yarn.lock", "\"@s/b@npm:2.x\":\na@^2.0.0:\n").Differences);
        Assert.Empty(Npm(package, "pnpm-lock.yaml", "importers:\n  .:\n    dependencies:\n      a:\n        specifier: ^1.0.0\n      '@s/b':\n        specifier: 2.x\n    devDependencies:\n      c:\n        specifier: ~3\n").Differences);
        Assert.Equal("package-lock.json is too large or no JSON", Npm(package, "package-lock.json", "{").NotCompared);
    }

    [Fact]
    public void Requirements_are_read_with_includes_hashes_and_markers()
    {
        _temp.Write("requirements.txt", "# all\n-r requirements/base.txt\nGunicorn==23.0.0 \\\n    --hash=sha256:abc\npsycopg[binary] >= 3.2 ; python_version > '3.9'\n-e .\nhttps://example.com/a.whl\nmine @ file:///x\ncelery==5.*\n");
        _temp.Write("requirements/base.txt", "-r ../requirements.txt\nDjango==5.2.8  # the framework\n");
        var manifest = Facts().Manifests.Single();
        Assert.Equal(["psycopg >= 3.2 requirements.txt:5", "celery ==5.* requirements.txt:9"], manifest.Unpinned.Select(w => $"{w.Name} {w.Range} {w.Where}").Distinct());
        Assert.Contains(manifest.Packages, package => package is { Name: "django", Version: "5.2.8" });
        Assert.Contains(Facts().Runtimes, use => use is { Product: "django", Where: "requirements/base.txt:2" });
    }

    [Fact]
    public void Poetry_uv_and_Pipfile_locks_have_every_package()
    {
        _temp.Write("pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \">=3.8,<3.10\"\ndependencies = [\n  \"Django>=4.2\", # x\n  \"psycopg[binary]\",\n]\n[tool.poetry.group.dev.dependencies]\npytest = { version = \"^8\" }\n");
        Assert.Equal(["django", "psycopg", "pytest"], Facts().Manifests.Single().Wanted.Select(w => w.Name));
        Assert.Null(Facts().Manifests.Single().Lock);
        _temp.Write("uv.lock", "version = 1\n[[package]]\nname = \"django\"\nversion = \"4.2.1\"\n[[package]]\nname = \"psycopg\"\nversion = \"3\"\n");
        Assert.Equal(["pytest is not in uv.lock"], Facts().Manifests.Single().Differences);
        Assert.Equal(["django uv.lock 4.2.1", "python pyproject.toml:3 >=3.8,<3.10"], Facts().Runtimes.Select(use => $"{use.Product} {use.Where} {use.Range.Text}").Order());
        _temp.Write("old/Pipfile", "[packages]\nflask = \"*\"\n[dev-packages]\nblack = \"*\"\n[requires]\npython_version = \"3.9\"\n");
        _temp.Write("old/Pipfile.lock", """{ "default": { "flask": { "version": "==3.0" } }, "develop": {} }""");
        Assert.Equal(["black is not in old/Pipfile.lock"], Facts().Manifests.Single(m => m.Path == "old/Pipfile").Differences);
    }

    [Fact]
    public void Runtimes_are_read_from_all_places_that_name_them()
    {
        _temp.Write(".nvmrc", "v20.1\n");
        _temp.Write(".tool-versions", "nodejs 18.0.0\nruby 3\n");
        _temp.Write("global.json", """{ "sdk": { "version": "8.0.404" } }""");
        _temp.Write("Dockerfile", "ARG V=3.9\nFROM --platform=linux/amd64 python:${V}-slim AS a\nFROM a\n");
        _temp.Write("compose.yaml", "services:\n  db:\n    image: \"postgres:12\" # old\n");
        _temp.Write("app/App.csproj", "<Project><PropertyGroup><TargetFrameworks>net6.0;net10.0</TargetFrameworks></PropertyGroup><ItemGroup><PackageReference Include=\"A\" Version=\"1.*\" /></ItemGroup></Project>");
        Assert.Equal(
            ["dotnet 10.0 app/App.csproj:1", "dotnet 6.0 app/App.csproj:1", "dotnet 8.0 global.json:1", "node 18.0.0 .tool-versions:1", "node v20.1 .nvmrc:1", "postgresql 12 compose.yaml:3", "python 3.9 Dockerfile:2"],
            Facts().Runtimes.Select(use => $"{use.Product} {use.Range.Text} {use.Where}").Order(StringComparer.Ordinal));
        Assert.True(Facts().Manifests.Single().NeedsLock);
    }

    [Fact]
    public void Manifests_of_tests_and_packages_are_not_the_projects()
    {
        foreach (var folder in (string[])["tests/fixture", "vendor/a", "node_modules/b", "docs"])
            _temp.Write(folder + "/package.json", """{ "dependencies": { "a": "1" } }""");
        Assert.Empty(Facts().Manifests);
    }

    [Fact]
    public async Task A_tool_is_asked_once_a_day_for_each_state_of_the_lock()
    {
        _temp.Write("package-lock.json", "{}");
        var program = _temp.Write("npm", "#!/bin/sh\necho asked >> asked\necho '{\"vulnerabilities\":{\"a\":{\"severity\":\"high\",\"via\":[\"b\",{\"title\":\"Weak\",\"url\":\"u\",\"severity\":\"moderate\"}]}}}'\nexit 1\n", 0b111_101_101);
        var clock = new StillClock(new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero));
        var tool = new AdvisoryTool(_temp.Path, _ => program, new AdvisoryCache(_temp["cache"], clock));
        var manifest = new DependencyManifest(Ecosystem.Npm, "package.json") { Lock = "package-lock.json" };
        for (var i = 0; i < 2; i++)
            Assert.Equal(new Advisory("a", Slipway.Checks.Severity.Medium, "Weak", "u"), Assert.Single((await tool.AskAsync(manifest, TestContext.Current.CancellationToken)).Advisories));
        Assert.Single(File.ReadAllLines(_temp["asked"]));
        clock.Pass(TimeSpan.FromHours(25));
        await tool.AskAsync(manifest, TestContext.Current.CancellationToken);
        Assert.Equal(2, File.ReadAllLines(_temp["asked"]).Length);
    }

    [Fact]
    public async Task A_tool_that_is_missing_silent_or_slow_gives_a_reason_that_is_kept_for_a_while()
    {
        _temp.Write("package-lock.json", "{}");
        var clock = new StillClock();
        var manifest = new DependencyManifest(Ecosystem.Npm, "package.json") { Lock = "package-lock.json" };
        var none = new AdvisoryTool(_temp.Path, _ => null, new AdvisoryCache(_temp["cache"], clock));
        Assert.Equal("not asked: npm is not installed here", (await none.AskAsync(manifest, TestContext.Current.CancellationToken)).Reason);
        var slow = _temp.Write("slow", "#!/bin/sh\necho asked >> asked\nexec sleep 60\n", 0b111_101_101);
        var tool = new AdvisoryTool(_temp.Path, _ => slow, new AdvisoryCache(_temp["cache"], clock)) { Deadline = TimeSpan.FromMilliseconds(300) };
        Assert.Equal("not answered: npm did not end within 0 s; --wait waits longer", (await tool.AskAsync(manifest, TestContext.Current.CancellationToken)).Reason);
        Assert.Equal("not answered: npm did not end within 0 s; --wait waits longer", (await tool.AskAsync(manifest, TestContext.Current.CancellationToken)).Reason);
        Assert.Single(File.ReadAllLines(_temp["asked"]));
        var answers = _temp.Write("answers", "#!/bin/sh\nsleep 1\necho '{\"vulnerabilities\":{}}'\n", 0b111_101_101);
        var patient = new AdvisoryTool(_temp.Path, _ => answers, new AdvisoryCache(_temp["cache"], clock)) { Deadline = TimeSpan.FromMilliseconds(300), IsPatient = true };
        Assert.Null((await patient.AskAsync(manifest, TestContext.Current.CancellationToken)).Reason);
        clock.Pass(TimeSpan.FromHours(25));
        var offline = _temp.Write("offline", "#!/bin/sh\necho '{\"error\":{\"code\":\"ENOTFOUND\"}}'\necho 'npm error network' >&2\nexit 1\n", 0b111_101_101);
        Assert.Equal("not answered (offline?): npm said npm error network", (await new AdvisoryTool(_temp.Path, _ => offline, new AdvisoryCache(_temp["cache"], clock)).AskAsync(manifest, TestContext.Current.CancellationToken)).Reason);
    }

    private DependencyManifest Npm(string package, string name, string locked)
    {
        foreach (var old in (string[])["package-lock.json", "yarn.lock", "pnpm-lock.yaml"])
            File.Delete(_temp[old]);
        _temp.Write("package.json", package);
        _temp.Write(name, locked);
        return NpmManifest.Read(new ProjectFolder(_temp.Path), "package.json")!;
    }

    private DependencyFacts Facts() => DependencyFacts.Read(_temp.Path, SourceFilesReader.Read(_temp.Path, new GitFacts(GitState.None)), new DateOnly(2026, 11, 15));
}
