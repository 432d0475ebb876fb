using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Slipway.Cli.Env;
using Slipway.Cli.Local;

namespace Slipway.Cli.Commands;

/// <summary>Every verb once, in the order of the help: the path from a folder to a server that is kept well.</summary>
internal static class CommandCatalogue
{
    private static readonly Example[] Examples =
    [
        new("slipway demo", "the whole story on this machine, no server, no root"),
        new("slipway init", "write slipway.yaml for this folder"),
        new("slipway deploy staging", "bring this version to staging"),
    ];

    public static RootCommand Create(GlobalOptions globals, CommandRunner runner, Terminal terminal)
    {
        var root = new RootCommand("Takes a web application from this machine to a verified server, and back.");
        var groups = Groups(new CommandFrame(runner, globals));
        foreach (var command in groups.SelectMany(group => group.Verbs))
            root.Add(command);
        globals.AddTo(root);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!, new RootHelp(groups, Examples, globals.NoColor, terminal));
        return root;
    }

    /// <summary>"deploy", "local stop"; empty for the root.</summary>
    public static string NameOf(ParseResult parse)
    {
        var names = new Stack<string>();
        for (var command = parse.CommandResult; command.Parent is System.CommandLine.Parsing.CommandResult parent; command = parent)
            names.Push(command.Command.Name);
        return string.Join(' ', names);
    }

    private static IReadOnlyList<VerbGroup> Groups(CommandFrame frame) =>
    [
        new("Prepare", [InitCommand.Create(frame), PrepareCommand.Create(frame), EnvCommand.Create(frame)]),
        new("Validate", [ValidateCommand.Create(frame), WaiveCommand.Create(frame)]),
        new("Plan and deploy", [PlanCommand.Create(frame), DeployCommand.Create(frame)]),
        new("Watch", [StatusCommand.Create(frame), LogsCommand.Create(frame), JournalCommand.Create(frame), ExecCommand.Create(frame), SshCommand.Create(frame)]),
        new("Back", [ReleasesCommand.Create(frame), RollbackCommand.Create(frame), UnlockCommand.Create(frame)]),
        new("On this machine", [LocalCommand.Create(frame), DemoCommand.Create(frame)]),
        new("Explain", [ChecksCommand.Create(frame), ProblemsCommand.Create(frame), CompletionCommand.Create(), VersionCommand.Create(frame)]),
    ];
}
