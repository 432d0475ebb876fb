using System.CommandLine;
using System.CommandLine.Parsing;
using Slipway.Project;

namespace Slipway.Cli.Commands;

/// <summary>What was probably meant by a word that no command knows.</summary>
internal static class Misspelt
{
    /// <summary>One sentence for each such word; empty when all words are known.</summary>
    public static IReadOnlyList<string> In(ParseResult parse) => Strangers(parse).Distinct().ToList() is var words && words.Any(word => word.StartsWith('-'))
        // What follows an option that nobody knows is its value.
        ? [.. words.Where(word => word.StartsWith('-')).Select(word => Told(word, parse.CommandResult))]
        : [.. words.Select(word => Told(word, parse.CommandResult))];

    // A misspelt option may also have been taken for the environment: see CommandFrame.Word.
    private static IEnumerable<string> Strangers(ParseResult parse) => parse.UnmatchedTokens.Take(1)
        .Concat(parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).Where(word => word.StartsWith('-')));

    private static string Told(string word, CommandResult command)
    {
        var path = Path(command);
        if (word.StartsWith('-'))
            return $"There is no option {word}." + Meant(word.Split('=')[0], Options(command), path + " ");
        var verbs = command.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).ToList();
        return verbs.Count == 0 ? $"{path} takes no word {word}." : $"There is no command {path} {word}." + Meant(word, verbs, path + " ");
    }

    private static string Meant(string word, IEnumerable<string> known, string before) =>
        Suggestion.Nearest(word, known) is { } meant ? $" Did you mean {before}{meant}?" : "";

    private static IEnumerable<string> Options(CommandResult command)
    {
        for (var at = command; at is not null; at = at.Parent as CommandResult)
            foreach (var option in at.Command.Options.Where(o => !o.Hidden && (o.Recursive || at == command)))
                foreach (var name in option.Aliases.Append(option.Name).Where(name => name.StartsWith("--", StringComparison.Ordinal)))
                    yield return name;
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "slipway";
}
