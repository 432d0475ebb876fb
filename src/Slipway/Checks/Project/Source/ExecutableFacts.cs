using Slipway.Stacks;

namespace Slipway.Checks.Project.Source;

/// <summary>The project's scripts and who starts them.</summary>
/// <param name="Scripts">Files that begin with <c>#!</c> or are named as scripts, tests and packages left out.</param>
/// <param name="Starts">Scripts that something starts without naming an interpreter, with the place: path → <c>file:line</c>.</param>
public sealed record ExecutableFacts(IReadOnlyList<ScannedFile> Scripts, IReadOnlyDictionary<string, string> Starts)
{
    public static async Task<ExecutableFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var git = await GitFacts.OfAsync(project, cancel);
        var scan = await SourceScan.OfAsync(project, cancel);
        var scripts = scan.Files.Where(pair => (pair.File.IsTracked || !git.IsRepository) && IsScript(pair.File.Path, pair.Scan) && new SourceName(pair.File.Path).Kind != SourceKind.Generated).ToList();
        var starts = scripts.Any(pair => pair.Scan.IsScript && !pair.File.IsExecutable)
            ? ScriptStarts.Read(new ProjectFolder(project.Folder), scan.Files.Where(pair => (pair.Scan.Form & FileForm.Text) != 0).Select(pair => pair.File.Path), scripts.Where(pair => pair.Scan.IsScript).Select(pair => pair.File.Path))
            : new Dictionary<string, string>();
        return new ExecutableFacts(scripts, starts);
    }

    private static bool IsScript(string path, FileScan scan) => scan.IsScript || path.EndsWith(".sh", StringComparison.Ordinal) || path.EndsWith(".bash", StringComparison.Ordinal);
}
