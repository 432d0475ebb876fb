using Slipway.Stacks;

namespace Slipway.Checks.Project.Source;

/// <summary>Env files that git tracks.</summary>
/// <param name="Files">Paths of those that are neither examples nor encrypted nor made for browsers.</param>
public sealed record TrackedEnvFacts(GitFacts Git, IReadOnlyList<string> Files)
{
    private static readonly string[] EncryptedEndings = [".encrypted", ".enc", ".age", ".gpg", ".asc", ".vault", ".sops"];

    // A bundler puts what begins so into the scripts that every visitor gets.
    private static readonly string[] PublicPrefixes = ["VITE_", "REACT_APP_", "VUE_APP_", "NEXT_PUBLIC_", "NUXT_PUBLIC_", "PUBLIC_", "GATSBY_"];

    public static async Task<TrackedEnvFacts> ReadAsync(CheckedProject project, CancellationToken cancel)
    {
        var git = await GitFacts.OfAsync(project, cancel);
        var folder = new ProjectFolder(project.Folder);
        return new TrackedEnvFacts(git, [.. git.Tracked.Select(tracked => tracked.Path).Where(path => IsEnv(path) && !IsEncrypted(folder, path) && !IsPublic(folder, path))]);
    }

    private static bool IsEnv(string path) => path.Contains(".env", StringComparison.Ordinal) && SourceName.IsPlainEnv(path);

    private static bool IsEncrypted(ProjectFolder folder, string path) =>
        EncryptedEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) || (folder.Text(path) is { } text && (text.Contains("sops_version=", StringComparison.Ordinal) || text.Contains("DOTENV_PUBLIC_KEY", StringComparison.Ordinal)));

    private static bool IsPublic(ProjectFolder folder, string path)
    {
        var keys = (folder.Text(path) ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Contains('=') && !line.StartsWith('#')).ToList();
        return keys.Count > 0 && keys.All(key => PublicPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
    }
}
