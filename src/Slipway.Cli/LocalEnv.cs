using Slipway.EnvFiles;
using Slipway.Preparation;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;

namespace Slipway.Cli;

/// <summary>What commands do with the env file on this machine.</summary>
internal static class LocalEnv
{
    public static PreparationFacts Facts(AppEnvironment environment) => new(environment, StackCatalogue.Choose(environment).Name, Dialect(environment));

    /// <summary>By whose rules the app reads it. A project that cannot be deployed yet has an env file all the same.</summary>
    private static EnvDialect Dialect(AppEnvironment environment) => Recipe(environment)?.EnvDialect ?? StackCatalogue.Choose(environment).Name switch
    {
        "laravel" or "php" => EnvDialect.Phpdotenv, "django" => EnvDialect.PythonDotenv, "node" => EnvDialect.NodeDotenv, _ => EnvDialect.Strict,
    };

    /// <summary>Null when the project lacks something that a deploy needs.</summary>
    public static StackRecipe? Recipe(AppEnvironment environment)
    {
        try
        {
            return StackCatalogue.Recipe(environment);
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    /// <summary>Adds what is missing to .gitignore, and tells when git has the file already.</summary>
    /// <returns>True when .gitignore was changed.</returns>
    public static async Task<bool> KeepOutOfGitAsync(EnvFileOnDisk file, string folder, CommandContext context)
    {
        if (await IsTrackedAsync(file.Name, folder, context.Cancel))
            context.Output.Note(Output.NoteKind.Bad, $"git tracks {file.Name}: run git rm --cached {file.Name}, and rotate its secrets, because the history keeps them");
        return Told(GitIgnore.Ignore(folder, file.Ignored), context);
    }

    /// <summary>For a key that lies in the project.</summary>
    public static void KeepKeyOutOfGit(string keyFile, string folder, CommandContext context)
    {
        var relative = Path.GetRelativePath(folder, Path.GetFullPath(keyFile, context.Folder));
        if (!relative.StartsWith("..", StringComparison.Ordinal))
            Told(GitIgnore.Ignore(folder, ["/" + relative]), context);
    }

    /// <summary>A pattern such as <c>.env.*</c> would keep the encrypted file out of git too.</summary>
    public static void LetIntoGit(string name, string folder, CommandContext context) => Told(GitIgnore.LetIn(folder, name), context);

    private static bool Told(IReadOnlyList<string> lines, CommandContext context)
    {
        if (lines.Count > 0)
            context.Output.Line($".gitignore: {string.Join(" ", lines)}");
        return lines.Count > 0;
    }

    private static async Task<bool> IsTrackedAsync(string name, string folder, CancellationToken cancel) =>
        Programs.Find("git") is not null
        && (await Command.RunAsync(new CommandLine("git", "ls-files", "--error-unmatch", "--", name) { Folder = folder }, cancel)).Succeeded;
}
