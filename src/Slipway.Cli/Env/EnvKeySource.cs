using Slipway.EnvFiles;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Secrets;
using Slipway.Text;

namespace Slipway.Cli.Env;

/// <summary>Where the key for encrypted env files comes from: a file, a variable, a command, or .slipway/env.key.</summary>
internal static class EnvKeySource
{
    public const string Variable = "SLIPWAY_ENV_KEY";
    public const string CommandVariable = "SLIPWAY_ENV_KEY_COMMAND";
    private static readonly TimeSpan CommandDeadline = TimeSpan.FromMinutes(2);

    /// <exception cref="ProblemException">There is none, or it is not one.</exception>
    public static async Task<EnvKey> FindAsync(AppEnvironment environment, string? file, CancellationToken cancel)
    {
        if (file is not null)
            return EnvKey.Parse(FromFile(file), file);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
            return EnvKey.Parse(new(text), Variable);
        if (Environment.GetEnvironmentVariable(CommandVariable) is { Length: > 0 } command)
            return EnvKey.Parse(await FromCommandAsync(command, environment.Folder, cancel), CommandVariable);
        var place = Place(environment);
        return File.Exists(place) ? EnvKey.Parse(FromFile(place), place) : throw new ProblemException(EncryptedEnvProblems.NoKey());
    }

    /// <summary>There is a key, or a command for one, without an option.</summary>
    public static bool IsAtHand(AppEnvironment environment) =>
        ((string[])[Variable, CommandVariable]).Any(v => Environment.GetEnvironmentVariable(v) is { Length: > 0 }) || File.Exists(Place(environment));

    private static string Place(AppEnvironment environment) => Path.Combine(environment.Folder, ".slipway", "env.key");

    /// <summary>A new key in a file that must not be there yet, readable by its owner only.</summary>
    public static EnvKey Make(string file)
    {
        if (Path.Exists(file))
            throw new ProblemException(CliProblems.KeyExists(file));
        var key = EnvKey.New();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        AtomicFile.Write(file, key.ToText().Reveal() + "\n", FileModes.Secret);
        return key;
    }

    private static Secret FromFile(string file)
    {
        var bytes = TextSource.ReadBytes(file, 4096, "env");
        return new(System.Text.Encoding.UTF8.GetString(bytes));
    }

    private static async Task<Secret> FromCommandAsync(string command, string folder, CancellationToken cancel)
    {
        if (Shell.Split(command) is not { Count: > 0 } words)
            throw new ProblemException(EncryptedEnvProblems.Key(CommandVariable));
        var result = await Command.RunAsync(new CommandLine(words[0], [.. words.Skip(1)]) { Folder = folder, Deadline = CommandDeadline }, cancel);
        return result.Succeeded ? new(result.Output) : throw new ProblemException(EncryptedEnvProblems.Key(CommandVariable));
    }
}
