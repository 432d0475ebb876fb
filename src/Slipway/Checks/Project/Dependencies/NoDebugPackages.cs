using System.Collections.Frozen;

namespace Slipway.Checks.Project.Dependencies;

/// <summary><c>src.no_debug_pkgs</c></summary>
internal sealed class NoDebugPackages() : ProjectCheck<DependencyFacts>(new("src.no_debug_pkgs", "No debug tools are among the packages of production", Severity.High)
{
    Section = CheckSection.Source,
    Why = "Debug bars and error pages show queries, cookies and settings; some have let strangers run code (CVE-2021-3129).",
    Judged = "The packages that production installs name no known debug tool; those for development may.",
    Causes = [new("wrong-list", "it was added without --dev")],
    Remedy = new("Move it to the packages for development: composer require --dev, npm install --save-dev, a requirements file for developers."),
    Sources = ["https://nvd.nist.gov/vuln/detail/CVE-2021-3129", "https://laravel.com/docs/telescope#local-only-installation"],
}, DependencyFacts.ReadAsync)
{
    private static readonly FrozenSet<(Ecosystem, string)> Tools = FrozenSet.ToFrozenSet(
        Of(Ecosystem.Composer, "barryvdh/laravel-debugbar", "fruitcake/laravel-debugbar", "laravel/telescope", "spatie/laravel-ignition", "facade/ignition", "itsgoingd/clockwork", "beyondcode/laravel-dump-server",
            "symfony/web-profiler-bundle", "symfony/debug-bundle", "maximebf/debugbar", "php-debugbar/php-debugbar", "filp/whoops", "laravel/dusk", "phpunit/phpunit", "psy/psysh", "barryvdh/laravel-ide-helper", "tracy/tracy")
            .Concat(Of(Ecosystem.Npm, "nodemon", "errorhandler", "express-debug", "node-inspector", "ndb", "longjohn", "why-is-node-running", "ts-node-dev"))
            .Concat(Of(Ecosystem.Python, "django-debug-toolbar", "django-silk", "flask-debugtoolbar", "pyramid-debugtoolbar", "debugpy", "ipdb", "pdbpp", "pudb", "web-pdb", "remote-pdb", "django-pdb", "werkzeug-debugger"))
            .Concat(Of(Ecosystem.Nuget, "glimpse", "glimpse.aspnet", "miniprofiler.aspnetcore.mvc", "westwind.aspnetcore.livereload")));

    public override Verdict Judge(DependencyFacts facts)
    {
        if (facts.Manifests.Count == 0)
            return Verdict.Skip("the project names no packages");
        return Verdict.FailIf(
            from manifest in facts.Manifests
            from wanted in manifest.Wanted
            where !wanted.IsDev && Tools.Contains((manifest.Ecosystem, wanted.Name.ToLowerInvariant()))
            select new Evidence($"{wanted.Name} is installed in production", wanted.Where, wanted.Name), "Debug tools are among the packages of production");
    }

    private static IEnumerable<(Ecosystem, string)> Of(Ecosystem ecosystem, params string[] names) => names.Select(name => (ecosystem, name));
}
