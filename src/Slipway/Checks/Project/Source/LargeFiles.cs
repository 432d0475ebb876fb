namespace Slipway.Checks.Project.Source;

/// <summary><c>src.large_files</c></summary>
internal sealed class LargeFiles() : ProjectCheck<UploadFacts>(new("src.large_files", "No large files are sent", Severity.Low)
{
    Section = CheckSection.Source,
    Why = "Each large file makes every clone, upload and backup slower, for ever.",
    Judged = "No file that would be sent is larger than 20 MB.",
    Causes = [new("media", "films and pictures are kept beside the code"), new("data", "test data or a model was committed")],
    Remedy = new("Keep it in a shared folder on the host or in an object store, or list it under excludes: in slipway.yaml."),
}, UploadFacts.ReadAsync)
{
    private const long Large = 20_000_000;

    public override Verdict Judge(UploadFacts facts) => Verdict.WarnIf(
        facts.Files.Where(file => file.Status.Size > Large).OrderByDescending(file => file.Status.Size).Select(file => new Evidence($"{file.Status.Size / 1e6:0.0} MB", file.Path, file.Path)), "Large files are sent");
}
