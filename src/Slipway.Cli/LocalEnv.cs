using Slipway.EnvFiles;
using Slipway.Files;
using Slipway.Preparation;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Stacks;
using Slipway.Text;

namespace Slipway.Cli;

/// <summary>What commands do with the env file on this machine.</summary>
internal static class LocalEnv
{
    public static PreparationFacts Facts(AppEnvironment environment) => new(environment, StackCatalogue.Choose(environment).Name, Dialect(environment));

    /// <summary>By whose rules the app reads it. A project that cannot be deployed yet has an env file all the same.</summary>
    private static EnvDialect Dialect(AppEnvironment environment) => Recipe(environment)?.EnvDialect ?? StackCatalogue.Choose(environment).Knowledge.Dialect;

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
        var path = Path.Combine(folder, ".gitignore");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var rules = new IgnoreRules(IgnoreRules.Lines(text));
        var missing = file.Ignored.Where(p => !rules.IsIgnored(p.TrimStart('/').Replace("*", "1"), isFolder: false)).ToList();
        if (missing.Count == 0)
            return false;
        AtomicFile.Write(path, text + (text.Length > 0 && !text.EndsWith('\n') ? "\n" : "") + string.Join('\n', missing) + "\n", FileModes.Public);
        context.Output.Line($".gitignore: {string.Join(" ", missing)}");
        return true;
    }

    /// <summary>For a key that lies in the project.</summary>
    public static void KeepKeyOutOfGit(string keyFile, string folder, CommandContext context)
    {
        var relative = Path.GetRelativePath(folder, Path.GetFullPath(keyFile, context.Folder));
        var path = Path.Combine(folder, ".gitignore");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        if (relative.StartsWith("..", StringComparison.Ordinal) || new IgnoreRules(IgnoreRules.Lines(text)).IsIgnored(relative, isFolder: false))
            return;
        AtomicFile.Write(path, text + (text.Length > 0 && !text.EndsWith('\n') ? "\n" : "") + $"/{relative}\n", FileModes.Public);
        context.Output.Line($".gitignore: /{relative}");
    }

    /// <summary>A pattern such as <c>.env.*</c> would keep the encrypted file out of git too.</summary>
    public static void LetIntoGit(string name, string folder, CommandContext context)
    {
        var path = Path.Combine(folder, ".gitignore");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        if (!new IgnoreRules(IgnoreRules.Lines(text)).IsIgnored(name, isFolder: false))
            return;
        AtomicFile.Write(path, text + (text.EndsWith('\n') ? "" : "\n") + $"!/{name}\n", FileModes.Public);
        context.Output.Line($".gitignore: !/{name}");
    }

    private static async Task<bool> IsTrackedAsync(string name, string folder, CancellationToken cancel) =>
        Programs.Find("git") is not null
        && (await Command.RunAsync(new CommandLine("git", "ls-files", "--error-unmatch", "--", name) { Folder = folder }, cancel)).Succeeded;
}
