using System.Text.Json.Nodes;
using Slipway.Checks;

namespace Slipway.Cli;

/// <summary>A check explained.</summary>
internal static class CheckText
{
    public static IEnumerable<string> Explain(CheckAbout about)
    {
        yield return $"{about.Id}: {about.Title}";
        yield return $"severity {about.Severity.ToString().ToLowerInvariant()}{(about.Stacks.Count == 0 ? "" : $", for {string.Join(", ", about.Stacks)}")}{(about.DependsOn.Count == 0 ? "" : $", after {string.Join(", ", about.DependsOn)}")}";
        yield return "";
        yield return $"Why:     {about.Why}";
        yield return $"Judged:  {about.Judged}";
        foreach (var (i, cause) in about.Causes.Index())
            yield return $"{(i == 0 ? "Causes:" : "       ")}  {i + 1}. {cause.Title}";
        yield return $"Remedy:  {about.Remedy.Text}";
        if (about.Remedy.Command is { } command)
            yield return $"         $ {command}";
        yield return $"Who:     {about.Remedy.Who}";
        foreach (var (i, source) in about.Sources.Index())
            yield return $"{(i == 0 ? "Sources:" : "        ")} {source}";
    }

    public static JsonObject ToJson(CheckAbout about) => new()
    {
        ["id"] = about.Id,
        ["title"] = about.Title,
        ["severity"] = about.Severity.ToString().ToLowerInvariant(),
        ["section"] = about.Section.ToString().ToLowerInvariant(),
        ["why"] = about.Why,
        ["judged"] = about.Judged,
        ["causes"] = new JsonArray([.. about.Causes.Select(c => new JsonObject { ["code"] = c.Code, ["title"] = c.Title })]),
        ["remedy"] = new JsonObject { ["text"] = about.Remedy.Text, ["command"] = about.Remedy.Command, ["who"] = about.Remedy.Who },
        ["sources"] = new JsonArray([.. about.Sources.Select(s => (JsonNode)s)]),
        ["dependsOn"] = new JsonArray([.. about.DependsOn.Select(s => (JsonNode)s)]),
        ["stacks"] = new JsonArray([.. about.Stacks.Select(s => (JsonNode)s)]),
    };
}
