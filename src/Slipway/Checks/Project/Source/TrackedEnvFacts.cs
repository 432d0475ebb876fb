using Slipway.EnvFiles;
using Slipway.EnvFiles.Names;
using Slipway.Stacks;
using Slipway.Text;

namespace Slipway.Checks.Project.Source;

/// <summary>Env files that git tracks.</summary>
/// <param name="Files">Paths of those that are neither examples nor encrypted, and hold a secret or the place of one.</param>
public sealed record TrackedEnvFacts(GitFacts Git, IReadOnlyList<string> Files)
{
    private static readonly string[] EncryptedEndings = [".encrypted", ".enc", ".age", ".gpg", ".asc", ".vault", ".sops"];

    private const int ShortestToken = 24;

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
        return EnvReader.Read(text, EnvDialect.Shell).Entries.Concat(EnvReader.Read(text, EnvDialect.NodeDotenv).Entries)
            .Any(entry => IsSecret(entry.Key, entry.Value.Reveal()) || (isFilled && SecretName.Of(entry.Key) == SecretNaming.Yes));
    }

    // What stands in every example and every list of passwords is no secret of anybody's.
    private static bool IsSecret(string key, string value) =>
        (SecretValue.Is(key, value) || SecretValue.InAddress(value) is not null || (value.Length >= ShortestToken && !SecretName.IsFrontEnd(key) && !Guid.TryParse(value, out _) && Randomness.IsRandom(value)))
        && (SecretValue.InAddress(value) ?? value) is var secret && secret.Length > 0 && !DefaultPassword.Is(secret) && !PlaceholderValue.Is(secret);
}
