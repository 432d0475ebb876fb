using System.CommandLine;
using System.CommandLine.Completions;
using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary>Connects a command's parsed options with its action, through the one place that catches.</summary>
internal sealed class CommandFrame(CommandRunner runner, GlobalOptions globals)
{
    /// <summary><c>[env]</c>: the only environment when it is left out.</summary>
    public static Argument<string?> Environment() => Word("env", "Environment (default: the only one in the project file)");

    /// <summary>A word that may be left out. A misspelt option is not taken for one.</summary>
    /// <param name="words">What the shell may complete it to; asked for when it does, not for help.</param>
    public static Argument<string?> Word(string name, string description, Func<IEnumerable<string>>? words = null)
    {
        var word = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne, HelpName = name };
        if (words is not null)
            word.CompletionSources.Add(_ => words().Select(each => new CompletionItem(each)));
        word.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] option }])
                result.AddError($"There is no option {option}.");
        });
        return word;
    }

    /// <summary><c>--yes</c></summary>
    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do not ask; needed for production without a terminal" };

    /// <summary><c>--host</c></summary>
    public static Option<string?> Host() => new("--host") { Description = "Only this host (default: all)", HelpName = "HOST" };

    /// <summary>The words after <c>--</c>.</summary>
    public IReadOnlyList<string> Rest => runner.Rest;

    public void Handle<T>(Command command, Func<ParseResult, T> read, Func<T, CommandContext, Task<ResultEvent>> run, Option<bool>? yes = null) =>
        command.SetAction((parse, _) => runner.RunAsync(
            parse, globals, yes is not null && parse.GetValue(yes),
            context => runner.Instead is { } instead ? instead(read(parse)!, context) : run(read(parse), context)));
}
