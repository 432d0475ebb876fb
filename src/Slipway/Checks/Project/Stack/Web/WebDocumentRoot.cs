namespace Slipway.Checks.Project.Stack.Web;

internal sealed class WebDocumentRoot() : ProjectCheck<WebFacts>(
    new("web.document_root", "The web server serves the public folder, not the project", Severity.Critical)
    {
        Section = CheckSection.Stack,
        Why = "When the project's own folder is served, .env, logs, dumps and the source are files that anybody can fetch.",
        Judged = "root of nginx and DocumentRoot of Apache. When the project has a public folder with index.php, the last part must be that folder (or public_html); with index.php in the project's own folder every root is the project but a folder that has one, too. Otherwise it must not be the app's folder on the server, its `current`, or /app.",
        Causes = [new("wrong-folder", "the folder that the code lies in was taken for the folder to serve"), new("panel", "a hosting panel serves the folder of the account")],
        Remedy = new("Point root or DocumentRoot to the public folder, such as /srv/shop/current/public."),
        Sources = ["https://laravel.com/docs/deployment#nginx", "https://nginx.org/en/docs/http/ngx_http_core_module.html#root"],
    },
    WebFacts.ReadAsync)
{
    public override Verdict Judge(WebFacts facts) => WebVerdict.Fail(facts,
    [
        .. facts.Nginx.Servers.Select(server => (Server: server, Root: ServedFolder.Of(server, facts.Nginx))).Where(s => s.Root is not null && IsProject(s.Root, facts))
            .Select(s => new Evidence($"root is {s.Root}", facts.Nginx.In(s.Server).FirstOrDefault(d => d.Name == "root")?.Where ?? s.Server.Where, s.Server.Path)),
        .. facts.Apache.All.Where(d => d is { Name: "documentroot", Arguments.Count: > 0 } && IsProject(d.Arguments[0], facts)).Select(d => new Evidence($"DocumentRoot is {d.Arguments[0]}", d.Where, d.Path)),
    ], "The web server serves the project's own folder");

    private static bool IsProject(string root, WebFacts facts)
    {
        var path = root.TrimEnd('/');
        var last = Path.GetFileName(path);
        if (last.Contains('$') || last.Contains('{') || last is "html" && path.StartsWith("/usr/share", StringComparison.Ordinal))
            return false;
        if (facts.Entrances.Contains(last))
            return false;
        if (facts.PublicFolder is null && facts.IsPublicItself)
            return last is not ("acme" or "certbot" or "letsencrypt");
        if (facts.PublicFolder is { } folder)
            return last != folder && last is not ("public" or "public_html" or "acme" or "certbot" or "letsencrypt") && !path.Contains("maintenance", StringComparison.Ordinal);
        return facts.Environment.Stack is not ("php" or "static") && (path == facts.Environment.Root || path == facts.Environment.Root + "/current" || path is "/app" or "/code" or "/usr/src/app");
    }
}
