using Slipway.Checks.Project.Files.Yaml;
using Slipway.Project.Yaml;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>One compose file as nodes.</summary>
internal sealed record ComposeFile(TextFile File, YamlNode? Root)
{
    private static readonly string[] BaseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    public bool IsBase => BaseNames.Contains(File.Name);

    public IReadOnlyList<YamlEntry> Services => [.. Root.At("services").Entries().Where(entry => entry.Value is YamlMap)];

    /// <summary>Each service says what it runs: the file stands alone.</summary>
    public bool IsComplete => Services.Count > 0 && Services.All(s => s.Value.Entry("image") is not null || s.Value.Entry("build") is not null);

    /// <summary>Laravel Sail's file is for the developer's machine.</summary>
    public bool IsForDevelopers => Services.Any(s =>
        s.Value.At("image").Text()?.StartsWith("sail-", StringComparison.Ordinal) == true || (s.Value.At("build", "context").Text() ?? s.Value.At("build").Text())?.Contains("vendor/laravel/sail", StringComparison.Ordinal) == true);
}
