using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files;

namespace Slipway.Checks.Project.Stack.Laravel;

internal sealed partial class LaravelProxies() : ProjectCheck<LaravelFacts>(
    new("laravel.proxies", "Only known proxies may say who the visitor is", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "When every sender is trusted, a client writes X-Forwarded-For itself: limits by address and the log's addresses are worth nothing.",
        Judged = "trustProxies of bootstrap/app.php and $proxies of app/Http/Middleware/TrustProxies.php: *, ** and 0.0.0.0/0 fail. In containers too: their network can be named. To trust none is right when the web server asks PHP-FPM itself.",
        Causes = [new("documentation", "the star is what the documentation shows for load balancers whose address is not known")],
        Remedy = new("Name the addresses of your proxy or CDN: trustProxies(at: ['10.0.0.0/8'])."),
        Sources = ["https://laravel.com/docs/requests#configuring-trusted-proxies"],
        Stacks = ["laravel"],
    },
    LaravelFacts.ReadAsync)
{
    public override Verdict Judge(LaravelFacts facts)
    {
        var files = new[] { "bootstrap/app.php", "app/Http/Middleware/TrustProxies.php" }.Select(facts.Files.File).OfType<TextFile>().ToList();
        return files.Count == 0 ? Verdict.Skip("no bootstrap/app.php and no TrustProxies.php")
            : Verdict.FailIf(files.SelectMany(file => Everyone().Matches(file.Text).Select(match => new Evidence("every sender is trusted as a proxy", file.Where(match.Index), file.Path))), "Every sender is trusted as a proxy");
    }

    [GeneratedRegex(@"^(?!\s*(?://|\#|\*)).*?(?:trustProxies\(\s*(?:at:\s*)?\[?\s*|\$proxies\s*=\s*\[?\s*)['""](?:\*\*?|0\.0\.0\.0/0)['""]", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Everyone();
}
