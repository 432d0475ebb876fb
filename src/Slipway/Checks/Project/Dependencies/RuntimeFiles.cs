using Slipway.Stacks;

namespace Slipway.Checks.Project.Dependencies;

/// <summary>Runtimes that files other than manifests name: version files, global.json, Dockerfiles, compose files.</summary>
internal static class RuntimeFiles
{
    private const string Sdk = "sdk";

    public static IEnumerable<RuntimeUse> Read(ProjectFolder folder, string path) => Path.GetFileName(path) switch
    {
        ".python-version" => Version(folder, path, "python"),
        ".nvmrc" or ".node-version" => Version(folder, path, "node"),
        ".php-version" => Version(folder, path, "php"),
        "runtime.txt" => Version(folder, path, "python"),
        ".tool-versions" => Tools(folder, path),
        "global.json" => folder.Json(path)?.Object(Sdk)?.Text("version") is { } sdk && VersionRange.Parse(Line(sdk)) is { } range
            ? [new RuntimeUse("dotnet", range, LooseJson.Where(path, folder.Text(path), "\"version\""))] : [],
        var name when IsDockerfile(name) => Docker(folder.Text(path) ?? "", path),
        var name when IsCompose(name) => Images(folder.Text(path) ?? "", path, "image:"),
        _ => [],
    };

    public static bool IsDockerfile(string name) => name == "Dockerfile" || name.StartsWith("Dockerfile.", StringComparison.Ordinal) || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase);

    public static bool IsCompose(string name) =>
        (name.StartsWith("compose", StringComparison.Ordinal) || name.StartsWith("docker-compose", StringComparison.Ordinal)) && (name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal));

    private static IEnumerable<RuntimeUse> Version(ProjectFolder folder, string path, string product)
    {
        var text = (folder.Text(path) ?? "").Split('\n')[0].Trim();
        text = text.StartsWith("python-", StringComparison.Ordinal) ? text[7..] : text;
        return VersionRange.Parse(text) is { } range ? [new RuntimeUse(product, range, $"{path}:1")] : [];
    }

    // asdf and mise
    private static IEnumerable<RuntimeUse> Tools(ProjectFolder folder, string path) =>
        from line in Numbered(folder.Text(path) ?? "")
        let words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words.Length >= 2
        let product = words[0] switch { "nodejs" or "node" => "node", "python" => "python", "php" => "php", "dotnet" or "dotnet-core" => "dotnet", _ => null }
        where product is not null && VersionRange.Parse(words[1]) is not null
        select new RuntimeUse(product, VersionRange.Parse(words[1])!, $"{path}:{line.Number}");

    private static IEnumerable<RuntimeUse> Docker(string text, string path)
    {
        var defaults = Numbered(text).Where(line => line.Text.StartsWith("ARG ", StringComparison.OrdinalIgnoreCase)).Select(line => line.Text[4..].Split('=', 2))
            .Where(words => words.Length == 2).DistinctBy(words => words[0].Trim()).ToDictionary(words => words[0].Trim(), words => words[1].Trim().Trim('"'));
        foreach (var (line, number) in Numbered(text).Where(line => line.Text.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase)))
        {
            var image = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).FirstOrDefault(word => !word.StartsWith("--", StringComparison.Ordinal)) ?? "";
            foreach (var (name, value) in defaults)
                image = image.Replace("${" + name + "}", value).Replace("$" + name, value);
            foreach (var use in ImageNames.Read(image, $"{path}:{number}"))
                yield return use;
        }
    }

    private static IEnumerable<RuntimeUse> Images(string text, string path, string key) =>
        Numbered(text).Where(line => line.Text.StartsWith(key, StringComparison.Ordinal))
            .SelectMany(line => ImageNames.Read(line.Text[key.Length..].Split(" #")[0].Trim().Trim('"', '\''), $"{path}:{line.Number}"));

    private static IEnumerable<(string Text, int Number)> Numbered(string text) => text.Split('\n').Select((line, i) => (line.Trim(), i + 1));

    private static string Line(string sdk) => string.Join('.', sdk.Split('.').Take(2));
}
