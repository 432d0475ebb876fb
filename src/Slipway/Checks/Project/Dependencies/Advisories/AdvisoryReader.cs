using System.Text.Json;

namespace Slipway.Checks.Project.Dependencies.Advisories;

/// <summary>Reads what <c>npm audit</c>, <c>composer audit</c>, <c>pip-audit</c> and <c>dotnet list package --vulnerable</c> print as JSON.</summary>
internal static class AdvisoryReader
{
    /// <returns>Null when it is no answer: an error, or something else.</returns>
    public static IReadOnlyList<Advisory>? Read(Ecosystem ecosystem, string output)
    {
        var start = output.IndexOf('{');
        if (start < 0)
            return null;
        try
        {
            using var document = JsonDocument.Parse(output[start..]);
            var root = document.RootElement;
            return ecosystem switch
            {
                Ecosystem.Npm => root.Object("vulnerabilities") is null ? null : [.. Npm(root)],
                Ecosystem.Composer => root.TryGetProperty("advisories", out _) ? [.. Composer(root)] : null,
                Ecosystem.Python => root.TryGetProperty("dependencies", out _) ? [.. Python(root)] : null,
                _ => root.TryGetProperty("projects", out _) ? [.. Nuget(root)] : null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A package that is only weak through another names that one instead of an advisory.
    private static IEnumerable<Advisory> Npm(JsonElement root) =>
        from member in root.Members("vulnerabilities")
        from via in member.Value.Items("via")
        where via.ValueKind == JsonValueKind.Object
        select new Advisory(member.Name, Of(via.Text("severity") ?? member.Value.Text("severity")), via.Text("title") ?? "known weakness", via.Text("url") ?? "");

    // An empty list is [] in PHP's JSON, an object otherwise.
    private static IEnumerable<Advisory> Composer(JsonElement root) =>
        from member in root.Members("advisories")
        from one in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject().Select(p => p.Value) : Enumerable.Empty<JsonElement>()
        select new Advisory(member.Name, Of(one.Text("severity")), one.Text("title") ?? "known weakness", one.Text("cve") ?? one.Text("link") ?? "");

    private static IEnumerable<Advisory> Python(JsonElement root) =>
        from dependency in root.Items("dependencies")
        from one in dependency.Items("vulns")
        select new Advisory(dependency.Text("name") ?? "", Severity.High, First(one.Text("description")), one.Text("id") ?? "");

    private static IEnumerable<Advisory> Nuget(JsonElement root) =>
        (from project in root.Items("projects")
         from framework in project.Items("frameworks")
         from package in framework.Items("topLevelPackages").Concat(framework.Items("transitivePackages"))
         from one in package.Items("vulnerabilities")
         select new Advisory(package.Text("id") ?? "", Of(one.Text("severity")), "known weakness", one.Text("advisoryurl") ?? "")).Distinct();

    private static Severity Of(string? word) => word?.ToLowerInvariant() switch
    {
        "critical" => Severity.Critical,
        "moderate" or "medium" => Severity.Medium,
        "low" => Severity.Low,
        "info" => Severity.Info,
        _ => Severity.High,
    };

    private static string First(string? text) => text?.Split('\n')[0] is { Length: > 0 } line ? line.Length > 120 ? line[..120] + "…" : line : "known weakness";
}
