using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Docker;

namespace Slipway.Checks.Project.Stack.Docker;

internal sealed partial class DockerLayerOrder() : ProjectCheck<DockerFacts>(
    new("docker.layer_order", "Dependencies are installed before the source is copied", Severity.Low)
    {
        Section = CheckSection.Stack,
        Why = "When the whole source is copied first, every change of a line installs all dependencies again: minutes in each deploy.",
        Judged = "In each stage: COPY or ADD of the whole folder, and after it the first install of packages (pip, npm, yarn, pnpm, composer, poetry, uv, bundle, dotnet restore) warns.",
        Causes = [new("simplest-form", "the shortest Dockerfile copies everything first")],
        Remedy = new("Copy the lock file alone, install, then copy the rest."),
        Sources = ["https://docs.docker.com/build/cache/optimize/#order-your-layers"],
    },
    DockerFacts.ReadAsync)
{
    public override Verdict Judge(DockerFacts facts) => DockerVerdict.Of(CheckOutcome.Warn, facts, file => file.Stages.SelectMany(stage => Seen(stage, file)), "The source is copied before dependencies are installed");

    private static IEnumerable<Evidence> Seen(DockerStage stage, Dockerfile file)
    {
        DockerInstruction? copy = null;
        foreach (var instruction in stage.Instructions)
        {
            if (instruction.Name == "RUN" && Install().IsMatch(instruction.Text))
                return copy is null ? [] : [new Evidence($"the source is copied in line {copy.Line}, packages are installed after it", file.Where(instruction), file.File.Path)];
            if (CopiesAll(instruction))
                copy ??= instruction;
        }

        return [];
    }

    public static bool CopiesAll(DockerInstruction instruction)
    {
        if (instruction.Name is not ("COPY" or "ADD") || instruction.Text.Contains("--from=", StringComparison.Ordinal))
            return false;
        var words = instruction.Text.Trim('[', ']').Split((char[])[' ', '\t', ',', '"'], StringSplitOptions.RemoveEmptyEntries).Where(w => !w.StartsWith("--", StringComparison.Ordinal)).ToList();
        return words.Count >= 2 && words[..^1].Exists(word => word is "." or "./" or "/");
    }

    [GeneratedRegex(@"\bpip3?\s+(?:\S+\s+)*?install\b.*(?:-r\b|--requirement|\s\.(?:\s|$))|\bnpm\s+(?:ci|i|install)\b(?!\s+(?:-g|--global))|\b(?:yarn|pnpm|bun)\s+install\b|\bcomposer\s+install\b|\bpoetry\s+install\b|\buv\s+(?:sync|pip\s+install)\b|\bpipenv\s+(?:install|sync)\b|\bbundle\s+install\b|\bdotnet\s+restore\b", RegexOptions.CultureInvariant)]
    private static partial Regex Install();
}
