using System.Text.RegularExpressions;

namespace Slipway.Stacks.Django;

/// <summary>What manage.py and the settings say.</summary>
/// <param name="Settings">Module of the settings, "shop.settings"; null when manage.py does not say.</param>
/// <param name="Wsgi">Module with <c>application</c>, "shop.wsgi"; null when there is none.</param>
/// <param name="StaticRoot">Folder of collected files, relative; null when it is not set (nothing is collected).</param>
/// <param name="StaticUrl">URL prefix of collected files, with slashes at both ends.</param>
/// <param name="MediaRoot">Folder of uploads, relative, or null.</param>
/// <param name="MediaUrl">URL prefix of uploads, with slashes at both ends.</param>
internal sealed partial record DjangoProject(
    string? Settings, string? Wsgi, string? StaticRoot, string StaticUrl, string? MediaRoot, string MediaUrl)
{
    public static DjangoProject Read(ProjectFolder folder)
    {
        var settings = SettingsName().Match(folder.Text("manage.py") ?? "") is { Success: true } match ? match.Groups[1].Value : null;
        var text = SettingsText(folder, settings);
        return new DjangoProject(
            settings,
            WsgiModule(folder, settings),
            Folder(text, "STATIC_ROOT"), Url(text, "STATIC_URL") ?? "/static/",
            Folder(text, "MEDIA_ROOT"), Url(text, "MEDIA_URL") ?? "/media/");
    }

    private static string SettingsText(ProjectFolder folder, string? settings)
    {
        if (settings is null)
            return "";
        var path = settings.Replace('.', '/');
        var package = Path.GetDirectoryName(path) ?? "";
        return string.Concat(new[] { $"{path}/__init__.py", $"{path}.py", $"{package}/base.py", $"{path}/base.py" }.Distinct().Select(file => folder.Text(file) + "\n"));
    }

    private static string? WsgiModule(ProjectFolder folder, string? settings)
    {
        for (var package = settings; package?.LastIndexOf('.') is > 0 and var dot;)
        {
            package = package[..dot];
            if (folder.HasFile(package.Replace('.', '/') + "/wsgi.py"))
                return package + ".wsgi";
        }

        var found = folder.Find("wsgi.py", 2);
        return found.Count > 0 ? found[0][..^3].Replace('/', '.') : null;
    }

    // The last quoted text on the line: BASE_DIR / "staticfiles", os.path.join(BASE_DIR, 'staticfiles'), "staticfiles".
    private static string? Folder(string settings, string name) =>
        Assigned(settings, name) is { } value && Quoted().Matches(value) is { Count: > 0 } quoted && quoted[^1].Groups[1].Value.Trim('/') is { Length: > 0 } folder
        && !folder.Split('/').Contains("..") ? folder : null;

    private static string? Url(string settings, string name) =>
        Assigned(settings, name) is { } value && Quoted().Match(value) is { Success: true } match && !match.Groups[1].Value.Contains("://")
            && match.Groups[1].Value.Trim('/') is { Length: > 0 } path ? $"/{path}/" : null;

    private static string? Assigned(string settings, string name)
    {
        var line = settings.Split('\n').LastOrDefault(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length..].TrimStart().StartsWith('='));
        return line?[(line.IndexOf('=') + 1)..].Split('#')[0];
    }

    [GeneratedRegex("""DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([A-Za-z0-9_.]+)['"]""")]
    private static partial Regex SettingsName();

    [GeneratedRegex("""['"]([^'"]*)['"]""")]
    private static partial Regex Quoted();
}
