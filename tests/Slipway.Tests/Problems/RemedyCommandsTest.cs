using System.CommandLine;
using System.Text.RegularExpressions;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Xunit;

namespace Slipway.Tests.Problems;

/// <summary>What a problem tells people to type exists.</summary>
public partial class RemedyCommandsTest
{
    /// <summary>Options of useradd, systemctl, journalctl, convmv, git, npm and pnpm.</summary>
    private static readonly HashSet<string> OfOtherPrograms =
    [
        "--init", "--recursive", "--system", "--user-group", "--shell", "--now", "--vacuum-size", "--verify", "--notest", "--workspace", "--filter",
    ];

    private static readonly RootCommand Root =
        CommandCatalogue.Create(new GlobalOptions(), CommandActions.Product, new CommandRunner(Terminal.OfProcess(), CommandActions.Product));

    [Fact]
    public void Verbs_exist() => Assert.Empty(
        from problem in ProblemSources.All.Select(found => found.Known)
        from Match match in SlipwayCommand().Matches(problem.Remedy)
        where !Exists(match.Groups["verb"].Value, match.Groups["second"].Value)
        select $"{problem.Code}: {match.Value}");

    [Fact]
    public void Options_exist()
    {
        var known = All(Root).SelectMany(command => command.Options).SelectMany(option => option.Aliases.Append(option.Name)).Concat(OfOtherPrograms).ToHashSet();
        Assert.Empty(
            from problem in ProblemSources.All.Select(found => found.Known)
            from Match match in LongOption().Matches(problem.Remedy)
            where !known.Contains(match.Value)
            select $"{problem.Code}: {match.Value}");
    }

    private static bool Exists(string verb, string second) =>
        Root.Subcommands.FirstOrDefault(command => command.Name == verb) is { } found && (found.Subcommands.Count == 0 || found.Subcommands.Any(below => below.Name == second));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex("(?<![./-])\\bslipway (?<verb>[a-z]+)( (?<second>[a-z]+))?")]
    private static partial Regex SlipwayCommand();

    [GeneratedRegex("(?<=[ `(])--[a-z][a-z-]+")]
    private static partial Regex LongOption();
}
