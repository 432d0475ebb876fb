using System.Text;
using System.Text.Json.Nodes;
using Slipway.EnvFiles;
using Slipway.Events;
using Slipway.Files;
using Slipway.Preparation;
using Slipway.Problems;
using Slipway.Project;
using Slipway.Secrets;
using Slipway.Text;

namespace Slipway.Cli.Env;

/// <summary><c>slipway env encrypt</c>, <c>decrypt</c> and <c>edit</c>: .env.production.encrypted, which may be committed.</summary>
internal static class EnvEncryption
{
    private const int MaxBytes = 2 * EnvFile.MaxBytes;

    public static async Task<ResultEvent> EncryptAsync(EncryptionOptions options, CommandContext context)
    {
        var (environment, file) = Find(options, context);
        var text = file.Read() ?? throw new ProblemException(CliProblems.NoEnv(file.Name, file.Path));
        Check(text, file.Path, environment);
        var key = options.NewKey is { } made ? EnvKeySource.Make(Path.GetFullPath(made, context.Folder)) : await EnvKeySource.FindAsync(environment, options.KeyFile, context.Cancel);
        var changed = await WriteAsync(text, key, environment, file);
        if (options.NewKey is { } place)
        {
            context.Output.Line($"the key is in {place}: keep a copy where the whole team finds it, and out of git");
            LocalEnv.KeepKeyOutOfGit(place, environment.Folder, context);
        }

        await LocalEnv.KeepOutOfGitAsync(file, environment.Folder, context);
        LocalEnv.LetIntoGit(Path.GetFileName(EncryptedPath(file)), environment.Folder, context);
        return Ended("env encrypt", environment, changed ? $"wrote {Path.GetFileName(EncryptedPath(file))}" : $"{Path.GetFileName(EncryptedPath(file))} is as it was", changed);
    }

    public static async Task<ResultEvent> DecryptAsync(EncryptionOptions options, CommandContext context)
    {
        var (environment, file) = Find(options, context);
        var text = Decrypted(await EnvKeySource.FindAsync(environment, options.KeyFile, context.Cancel), environment, file);
        var before = file.Read();
        if (before is not null && !before.Equals(text))
            context.Agree($"Replace {file.Name} by the encrypted one?");
        var backup = before?.Equals(text) == true ? null : file.Write(text, context.Clock);
        if (backup is not null)
            context.Output.Line($"the file as it was: {backup}");
        await LocalEnv.KeepOutOfGitAsync(file, environment.Folder, context);
        return Ended("env decrypt", environment, before?.Equals(text) == true ? $"{file.Name} is as it was" : $"wrote {file.Name}", before?.Equals(text) != true);
    }

    public static async Task<ResultEvent> EditAsync(EncryptionOptions options, CommandContext context)
    {
        var (environment, file) = Find(options, context);
        var key = await EnvKeySource.FindAsync(environment, options.KeyFile, context.Cancel);
        var before = Decrypted(key, environment, file);
        var edited = await Editor.EditAsync(before, file.Name, text => Check(text, file.Path, environment), context);
        var changed = await WriteAsync(edited, key, environment, file);
        if (changed && file.Read() is { } plain && !plain.Equals(edited))
            context.Output.Line($"{file.Name} is another text now, and a deploy takes that one: slipway env decrypt {environment.Name}");
        return Ended("env edit", environment, changed ? $"wrote {Path.GetFileName(EncryptedPath(file))}" : "nothing was changed", changed);
    }

    /// <summary>For a deploy without the plain file: the encrypted one, when there is one and its key is at hand; null = neither.</summary>
    /// <exception cref="ProblemException">It cannot be decrypted with the key that is there.</exception>
    public static async Task<Secret?> AtHandAsync(AppEnvironment environment, CommandContext context)
    {
        var file = new EnvFileOnDisk(environment.Folder, environment.Name);
        if (Path.Exists(file.Path) || !File.Exists(EncryptedPath(file)) || !EnvKeySource.IsAtHand(environment))
            return null;
        var text = Decrypted(await EnvKeySource.FindAsync(environment, null, context.Cancel), environment, file);
        context.Output.Line($"env: {Path.GetFileName(EncryptedPath(file))}");
        return text;
    }

    private static string EncryptedPath(EnvFileOnDisk file) => file.Path + ".encrypted";

    private static (AppEnvironment Environment, EnvFileOnDisk File) Find(EncryptionOptions options, CommandContext context)
    {
        var environment = ProjectEnvironment.Find(context, options.Environment);
        return (environment, new(environment.Folder, environment.Name));
    }

    private static Secret Decrypted(EnvKey key, AppEnvironment environment, EnvFileOnDisk file)
    {
        var path = EncryptedPath(file);
        if (!File.Exists(path))
            throw new ProblemException(CliProblems.NoEncryptedEnv(Path.GetFileName(path), path));
        return EncryptedEnv.Decrypt(Encoding.UTF8.GetString(TextSource.ReadBytes(path, MaxBytes, "env")), key, environment.Name, path);
    }

    /// <summary>What the app could not read is not encrypted: nobody would see it any more.</summary>
    private static void Check(Secret text, string path, AppEnvironment environment) =>
        EnvFile.Parse(Encoding.UTF8.GetBytes(text.Reveal()), path, LocalEnv.Facts(environment).Dialect);

    /// <summary>The same text is not encrypted again: git would show a change.</summary>
    private static async Task<bool> WriteAsync(Secret text, EnvKey key, AppEnvironment environment, EnvFileOnDisk file)
    {
        var path = EncryptedPath(file);
        try
        {
            if (File.Exists(path) && EncryptedEnv.Decrypt(await File.ReadAllTextAsync(path), key, environment.Name, path).Equals(text))
                return false;
        }
        catch (ProblemException)
        {
            // Another key or a damaged file: it is written anew.
        }

        AtomicFile.Write(path, EncryptedEnv.Encrypt(text, key, environment.Name), FileModes.Public);
        return true;
    }

    private static ResultEvent Ended(string command, AppEnvironment environment, string summary, bool changed) =>
        ResultEvent.Succeeded(command, summary) with { Environment = environment.Name, Data = new JsonObject { ["changed"] = changed } };
}
