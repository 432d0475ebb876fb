using Slipway.EnvFiles.Names;
using Slipway.Stacks;

namespace Slipway.Checks.Project.Source;

/// <summary>Env files that git tracks.</summary>
/// <param name="Files">Paths of those that are neither examples nor encrypted, and hold a secret or the place of one.</param>
public sealed record TrackedEnvFacts(GitFacts Git, IReadOnlyList<string> Files)
{
    private static readonly string[] EncryptedEndings = [".encrypted", ".enc", ".age", ".gpg", ".asc", ".vault", ".sops"];

    public static async Task<TrackedEnvFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var git = await GitFacts.OfAsync(project, cancel);
        var folder = new ProjectFolder(project.Folder);
        return new TrackedEnvFacts(git, [.. git.Tracked.Select(tracked => tracked.Path).Where(path => IsEnv(path) && !IsEncrypted(folder, path) && HoldsSecrets(folder, path, project))]);
    }

    private static bool IsEnv(string path) => path.Contains(".env", StringComparison.Ordinal) && SourceName.IsPlainEnv(path);

    private static bool IsEncrypted(ProjectFolder folder, string path) =>
        EncryptedEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) || (folder.Text(path) is { } text && (text.Contains("sops_version=", StringComparison.Ordinal) || text.Contains("DOTENV_PUBLIC_KEY", StringComparison.Ordinal)));

    private static bool HoldsSecrets(ProjectFolder folder, string path, CheckedProject project)
    {
        // What is not there any more, or cannot be read, is told all the same.
        if (folder.Text(path) is not { } text)
            return true;
        var isFilled = path == $".env.{project.Environment.Name}" || (path == ".env" && project.Stack is "laravel");
        return SecretText.IsIn(text) || (isFilled && SecretText.HasPlaceIn(text));
    }
}
