using System.ComponentModel;
using System.Diagnostics;
using Slipway.EnvFiles;
using Slipway.Files;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Secrets;
using Slipway.Text;

namespace Slipway.Cli.Env;

/// <summary>A person's editor on a text that must not lie around: in a private folder that is gone afterwards.</summary>
internal static class Editor
{
    private const string Usual = "vi";

    /// <param name="name">Of the file: editors choose their colours by it.</param>
    /// <param name="check">Throws what is wrong with the text; the person may then go on with it.</param>
    /// <exception cref="ProblemException">No editor, or it failed; or what <paramref name="check"/> threw, and the person gave up.</exception>
    public static async Task<Secret> EditAsync(Secret text, string name, Action<Secret> check, CommandContext context)
    {
        if (!context.Interactive)
            throw new ProblemException(CliProblems.NoEditor("there is no terminal"));
        if (Shell.Split(context.Editor ?? Usual) is not { Count: > 0 } words)
            throw new ProblemException(CliProblems.NoEditor($"{context.Editor} is no command"));
        var folder = Directory.CreateTempSubdirectory("slipway-edit-").FullName; // 0700
        try
        {
            var path = Path.Combine(folder, name);
            AtomicFile.Write(path, text.Reveal(), FileModes.Secret);
            while (true)
            {
                await RunAsync([.. words, path], context);
                if (Read(path, check, context) is { } edited)
                    return edited;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Null: the person wants to put it right.</summary>
    private static Secret? Read(string path, Action<Secret> check, CommandContext context)
    {
        try
        {
            var edited = new Secret(EnvFile.ReadText(path));
            check(edited);
            return edited;
        }
        catch (ProblemException error)
        {
            foreach (var problem in error.Problems)
                context.Output.Line($"{problem.Where ?? path}: {problem.Title}");
            if (context.Output.Ask("Edit it again? Otherwise what you wrote is lost [Y/n]")?.Trim().ToUpperInvariant() is not ("" or "Y" or "YES"))
                throw;
            return null;
        }
    }

    /// <summary>The editor has the terminal, and Ctrl+C is its own while it runs.</summary>
    private static async Task RunAsync(IReadOnlyList<string> words, CommandContext context)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(words[0], words.Skip(1)) };
        using var left = context.LeaveCtrlC();
        try
        {
#pragma warning disable RS0030 // an editor needs the terminal itself, and as long as it likes
            process.Start();
#pragma warning restore RS0030
        }
        catch (Win32Exception error)
        {
            throw new ProblemException(CliProblems.NoEditor(error.Message), error);
        }

        try
        {
            await Command.ExitAsync(process, context.Cancel);
        }
        catch (OperationCanceledException)
        {
            await Command.EndAsync(process);
            throw;
        }

        if (process.ExitCode != 0)
            throw new ProblemException(CliProblems.NoEditor($"{words[0]} ended with status {process.ExitCode}"));
    }
}
