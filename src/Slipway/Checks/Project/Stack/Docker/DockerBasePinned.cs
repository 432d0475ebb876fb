using Slipway.Checks.Project.Files.Compose;
using Slipway.Checks.Project.Files.Docker;

namespace Slipway.Checks.Project.Stack.Docker;

internal sealed class DockerBasePinned() : ProjectCheck<DockerFacts>(
    new("docker.base_pinned", "The image starts from a named version", Severity.Medium)
    {
        Section = CheckSection.Stack,
        Why = "`latest` is another image tomorrow: the same commit then builds something else, and nobody knows what ran.",
        Judged = "Each FROM: no tag, or the tag `latest`, fails. Names of stages, `scratch`, digests, and arguments without a default are not judged.",
        Causes = [new("example", "the line was copied from an example"), new("forgotten", "the tag was left out")],
        Remedy = new("Write the version that the project asks for, such as python:3.12-slim."),
        Sources = ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    },
    DockerFacts.ReadAsync)
{
    public override Verdict Judge(DockerFacts facts) => DockerVerdict.Of(CheckOutcome.Fail, facts, file => file.Stages.Where((stage, at) => IsLoose(stage, file.Stages.Take(at)))
        .Select(stage => new Evidence($"FROM {stage.Image} names no version", file.Where(stage.From), file.File.Path)), "The image starts from no named version");

    private static bool IsLoose(DockerStage stage, IEnumerable<DockerStage> before) =>
        stage.Image.Length > 0 && stage.Image != "scratch" && !stage.Image.Contains('@') && (ServiceRole.Tag(stage.Image) ?? "latest") == "latest"
        && !before.Any(other => string.Equals(other.Name, stage.Image, StringComparison.OrdinalIgnoreCase));
}
