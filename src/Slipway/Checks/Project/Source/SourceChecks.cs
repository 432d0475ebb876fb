namespace Slipway.Checks.Project.Source;

/// <summary>The checks of the repository and its files, once each.</summary>
internal static class SourceChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new GitClean(),
        new OnBranch(),
        new Pushed(),
        new NoSecretInGit(),
        new EnvNotTracked(),
        new Ignored(),
        new UploadClean(),
        new LargeFiles(),
        new LineEndings(),
        new Executables(),
    ];
}
