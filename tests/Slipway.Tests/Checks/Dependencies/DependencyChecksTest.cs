using Slipway.Checks;
using Slipway.Checks.Project.Dependencies;
using Slipway.Checks.Project.Dependencies.Advisories;
using Xunit;

namespace Slipway.Tests.Checks.Dependencies;

public class DependencyChecksTest
{
    private static readonly DateOnly Today = new(2026, 11, 15);

    [Theory]
    [InlineData("php", "^8.1", null)] // takes 8.4
    [InlineData("php", "8.1.*", "8.1 2025-12-31")]
    [InlineData("php", "~8.1.0", "8.1 2025-12-31")]
    [InlineData("php", "^7.3|^8.0", null)]
    [InlineData("php", "^7.4", "7.4 2022-11-28")]
    [InlineData("php", ">=7.2 <8.0", "7.4 2022-11-28")]
    [InlineData("php", ">= 8.2, < 8.3", "8.2 2026-12-31")]
    [InlineData("node", ">=18", null)]
    [InlineData("node", "18.x", "18 2025-04-30")]
    [InlineData("node", "^18 || ^20", "20 2026-04-30")]
    [InlineData("node", "16 - 18", "18 2025-04-30")]
    [InlineData("node", "20.11.1", "20 2026-04-30")]
    [InlineData("node", "v6", "before 10 2021-04-30")]
    [InlineData("node", "99", null)]
    [InlineData("python", "~=3.9", null)]
    [InlineData("python", "3.9", "3.9 2025-10-31")]
    [InlineData("python", "==3.8.*", "3.8 2024-10-07")]
    [InlineData("django", "4.2.29", "4.2 2026-04-30")]
    [InlineData("laravel", "8.83.27", "8 2023-01-24")]
    [InlineData("postgresql", "12.3", "12 2024-11-14")]
    [InlineData("redis", "7.2", null)]
    [InlineData("mysql", "8", null)] // 8.4
    [InlineData("dotnet", "8.0", "8 2026-11-10")]
    public void The_newest_line_that_a_range_takes_decides(string product, string range, string? end)
    {
        var found = EndOfLife.Of(new RuntimeUse(product, VersionRange.Parse(range, tildeOfTwoIsMinor: product == "node")!, "x"));
        if (end is null || (product, range) is ("php" or "python", "^8.1" or "^7.3|^8.0" or "~=3.9"))
            Assert.True(found is null || found.Value.LastDay > Today, $"{found}");
        else
            Assert.Equal(end, $"{found?.Line} {found?.LastDay:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("")]
    [InlineData("lts/*")]
    public void A_range_without_a_number_is_none(string text) => Assert.Null(VersionRange.Parse(text));

    [Fact]
    public void What_has_ended_fails_what_ends_soon_warns_and_an_old_table_says_so()
    {
        var ended = Judge(Today, ("python", "3.9"), ("php", "8.2.*"));
        Assert.Equal((CheckOutcome.Fail, "Python 3.9 is past its end of life"), (ended.Outcome, ended.Title));
        Assert.Equal(["Python 3.9 ended on 2025-10-31", "PHP 8.2 ends on 2026-12-31"], ended.Evidence.Select(e => e.Text));
        var soon = Judge(Today, ("php", "8.2.*"));
        Assert.Equal((CheckOutcome.Warn, "PHP 8.2 comes to its end of life"), (soon.Outcome, soon.Title));
        Assert.Equal(CheckOutcome.Pass, Judge(Today, ("php", "8.4.*")).Outcome);
        Assert.Equal((CheckOutcome.Unknown, "the table of dates is of 2026-04-21: use a newer Slipway"), (Judge(new(2027, 5, 1), ("php", "8.5.*")).Outcome, Judge(new(2027, 5, 1), ("php", "8.5.*")).Evidence.Single().Text));
        Assert.Equal(2, Judge(new(2027, 5, 1), ("python", "3.9")).Evidence.Count);
        Assert.Equal(CheckOutcome.Skip, Judge(Today).Outcome);
    }

    [Theory]
    [InlineData("php:8.1-fpm-bullseye", "php 8.1; debian 11")]
    [InlineData("python:3.9-slim", "python 3.9")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:6.0-jammy", "dotnet 6.0; ubuntu 22.04")]
    [InlineData("registry.example.com:5000/node:18.2@sha256:abc", "node 18.2")]
    [InlineData("registry.example.com:5000/node", "")]
    [InlineData("postgis/postgis:12-3.4", "postgresql 12")]
    [InlineData("example/runtime:6.0", "")]
    [InlineData("node:latest", "")]
    [InlineData("node:$VERSION", "")]
    public void An_image_tells_what_is_in_it(string image, string runtimes) =>
        Assert.Equal(runtimes, string.Join("; ", ImageNames.Read(image, "x").Select(use => $"{use.Product} {use.Range.Text}")));

    [Fact]
    public void A_missing_lock_and_a_package_without_version_are_named()
    {
        var wanted = new Wanted("gunicorn", "", false, "requirements.txt:5");
        var verdict = new LockPresent().Judge(Facts(
            new DependencyManifest(Ecosystem.Npm, "package.json") { LockNames = ["package-lock.json"], Wanted = [wanted], IgnoredLock = "package-lock.json" },
            new DependencyManifest(Ecosystem.Python, "requirements.txt") { Lock = "requirements.txt", Unpinned = [wanted, wanted with { Name = "redis", Range = ">=6" }] },
            new DependencyManifest(Ecosystem.Python, "dev.txt") { NeedsLock = false }));
        Assert.Equal(
            [new("there is no package-lock.json in git: it ignores package-lock.json", "package.json", "package.json"), new("gunicorn has no version", "requirements.txt:5", "gunicorn"), new Evidence("redis takes every version >=6", "requirements.txt:5", "redis")],
            verdict.Evidence);
        Assert.Equal(CheckOutcome.Skip, new LockPresent().Judge(Facts()).Outcome);
    }

    [Fact]
    public void A_lock_that_was_not_compared_is_unknown()
    {
        var manifest = new DependencyManifest(Ecosystem.Npm, "package.json") { Lock = "bun.lockb" };
        Assert.Equal("package.json was not compared: it is binary", new LockInStep().Judge(Facts(manifest with { NotCompared = "it is binary" })).Evidence.Single().Text);
        Assert.Equal(new Evidence("a is not in the lock", "package.json", "package.json"), new LockInStep().Judge(Facts(manifest with { Differences = ["a is not in the lock"] })).Evidence.Single());
        Assert.Equal(CheckOutcome.Pass, new LockInStep().Judge(Facts(manifest)).Outcome);
        Assert.Equal(CheckOutcome.Skip, new LockInStep().Judge(Facts(manifest with { Lock = null })).Outcome);
    }

    [Fact]
    public void A_debug_tool_is_wrong_in_production_only()
    {
        var bar = new Wanted("barryvdh/Laravel-Debugbar", "^3", false, "composer.json:9");
        Assert.Equal(new Evidence("barryvdh/Laravel-Debugbar is installed in production", "composer.json:9", bar.Name), new NoDebugPackages().Judge(Facts(new DependencyManifest(Ecosystem.Composer, "composer.json") { Wanted = [bar] })).Evidence.Single());
        Assert.Equal(CheckOutcome.Pass, new NoDebugPackages().Judge(Facts(new DependencyManifest(Ecosystem.Composer, "composer.json") { Wanted = [bar with { IsDev = true }] })).Outcome);
        Assert.Equal(CheckOutcome.Pass, new NoDebugPackages().Judge(Facts(new DependencyManifest(Ecosystem.Npm, "package.json") { Wanted = [bar] })).Outcome);
    }

    [Fact]
    public void The_worst_weakness_decides_and_what_was_not_asked_is_no_pass()
    {
        var low = new Advisory("a", Severity.Low, "weak", "CVE-1");
        Assert.Equal((CheckOutcome.Warn, Severity.Low, "a: weak (low, CVE-1)"), Told(new AdvisoryAnswer("package.json", null, [low])));
        Assert.Equal((CheckOutcome.Fail, Severity.Critical, "b: weak (critical)"), Told(new AdvisoryAnswer("package.json", null, [low, new("b", Severity.Critical, "weak", "")])));
        Assert.Equal((CheckOutcome.Unknown, null, "package.json: not asked: npm is not installed here"), Told(new AdvisoryAnswer("package.json", "not asked: npm is not installed here", [])));
        Assert.Equal(CheckOutcome.Pass, new NoAdvisories().Judge(new AdvisoryFacts([new("package.json", null, [])])).Outcome);

        static (CheckOutcome, Severity?, string) Told(AdvisoryAnswer answer)
        {
            var verdict = new NoAdvisories().Judge(new AdvisoryFacts([answer]));
            return (verdict.Outcome, verdict.Severity, verdict.Evidence[0].Text);
        }
    }

    [Theory]
    [InlineData("npm ci --omit=dev\nnpm run build", true)]
    [InlineData("npm install --production && npm run prod", true)]
    [InlineData("NODE_ENV=production npm ci\nnpx vite build", true)]
    [InlineData("yarn install --production\nyarn build", true)]
    [InlineData("npm ci\nnpm run build\nnpm prune --omit=dev", false)]
    [InlineData("npm ci --omit=dev\nnpm ci\nnpm run build", false)]
    [InlineData("FROM node AS build\nRUN npm ci && npm run build\nFROM node\nRUN npm ci --omit=dev", false)]
    [InlineData("RUN npm ci --omit=dev\nFROM node\nRUN npm run build", false)]
    [InlineData("# npm ci --omit=dev\nnpm run build", false)]
    [InlineData("npm ci --production=false\nnpm run build", false)]
    public void A_build_after_an_install_without_its_tools_is_found(string text, bool found) =>
        Assert.Equal(found, BuildStepFacts.Read([("deploy.sh", text)]).Bare.Count > 0);

    [Fact]
    public void Both_places_of_a_build_without_tools_are_told() =>
        Assert.Equal(new Evidence("`npm ci --omit=dev` leaves out what deploy.sh:2 builds with", "deploy.sh:1", "deploy.sh"),
            new BuildToolsInstalled().Judge(BuildStepFacts.Read([("deploy.sh", "npm ci --omit=dev\nnpm run build")])).Evidence.Single());

    private static DependencyFacts Facts(params DependencyManifest[] manifests) => new(manifests, [], Today);

    private static Verdict Judge(DateOnly today, params (string Product, string Range)[] uses) =>
        new RuntimeSupported().Judge(new DependencyFacts([], [.. uses.Select(use => new RuntimeUse(use.Product, VersionRange.Parse(use.Range)!, "x:1"))], today));
}
