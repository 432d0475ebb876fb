using System.Text.Json;

namespace Slipway.Stacks.Node;

/// <summary>Where Angular's build puts things, as angular.json says.</summary>
/// <param name="Base">The output folder.</param>
/// <param name="Site">The folder of files in it.</param>
/// <param name="Server">It makes a server, too.</param>
internal sealed record AngularOutput(string Base, string Site, bool Server)
{
    public static AngularOutput? Read(ProjectFolder folder, string place)
    {
        if (folder.Json(Path.Combine(place, "angular.json")) is not { } json || !Part(json, "projects", out var projects))
            return null;
        var wanted = json.TryGetProperty("defaultProject", out var name) ? name.GetString() : null;
        foreach (var project in projects.EnumerateObject().OrderByDescending(project => project.Name == wanted))
            if ((Part(project.Value, "architect", out var targets) || Part(project.Value, "targets", out targets)) && Part(targets, "build", out var build))
                return Of(project.Name, build);
        return null;
    }

    private static AngularOutput Of(string project, JsonElement build)
    {
        var builder = build.TryGetProperty("builder", out var value) ? value.GetString() ?? "" : "";
        var application = builder.EndsWith(":application", StringComparison.Ordinal);
        var hasOptions = Part(build, "options", out var options);
        var (folder, browser) = ("dist/" + project, "browser");
        if (hasOptions && options.TryGetProperty("outputPath", out var path))
        {
            folder = path.ValueKind == JsonValueKind.String ? path.GetString()! : Text(path, "base") ?? folder;
            browser = path.ValueKind == JsonValueKind.Object ? Text(path, "browser") ?? browser : browser;
        }

        var server = application && hasOptions && options.TryGetProperty("ssr", out var ssr) && ssr.ValueKind is not (JsonValueKind.False or JsonValueKind.Null)
            && Text(options, "outputMode") != "static";
        return new AngularOutput(folder, application && browser.Length > 0 ? $"{folder}/{browser}" : folder, server);
    }

    private static bool Part(JsonElement json, string name, out JsonElement part)
    {
        part = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out part) && part.ValueKind == JsonValueKind.Object;
    }

    private static string? Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
