using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Slipway.Cli.Env;
using Slipway.Cli.Local;

namespace Slipway.Cli.Commands;

/// <summary>Every verb once, in the order of the help.</summary>
internal static class CommandCatalogue
{
    public static IReadOnlyList<Example> RootExamples { get; } =
    [
        new("slipway demo", "the whole story on this machine, no server, no root"),
        new("slipway init", "write slipway.yaml for this folder"),
        new("slipway deploy staging", "bring this version to staging"),
    ];

    public static RootCommand Create(GlobalOptions globals, CommandActions actions, CommandRunner runner)
    {
        var root = new RootCommand("Takes a web application from this machine to a verified server, and back when it must.");
        var frame = new CommandFrame(runner, globals);
        foreach (var command in Verbs(frame, actions))
            if (command is not null)
                root.Add(command);
        globals.AddTo(root);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
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

    private static IEnumerable<Command?> Verbs(CommandFrame frame, CommandActions actions) =>
    [
        actions.Init is { } init ? InitCommand.Create(frame, init) : null,
        actions.Prepare is { } prepare ? PrepareCommand.Create(frame, prepare) : null,
        actions.Env ? EnvCommand.Create(frame) : null,
        actions.Validate is { } validate ? ValidateCommand.Create(frame, validate) : null,
        actions.Plan is { } plan ? PlanCommand.Create(frame, plan) : null,
        actions.Deploy is { } deploy ? DeployCommand.Create(frame, deploy) : null,
        actions.Rollback is { } rollback ? RollbackCommand.Create(frame, rollback) : null,
        actions.Releases is { } releases ? ReleasesCommand.Create(frame, releases) : null,
        actions.Status is { } status ? StatusCommand.Create(frame, status) : null,
        actions.Journal is { } journal ? JournalCommand.Create(frame, journal) : null,
        actions.Logs is { } logs ? LogsCommand.Create(frame, logs) : null,
        actions.Exec is { } exec ? ExecCommand.Create(frame, exec) : null,
        actions.Ssh is { } ssh ? SshCommand.Create(frame, ssh) : null,
        actions.Unlock is { } unlock ? UnlockCommand.Create(frame, unlock) : null,
        actions.Local ? LocalCommand.Create(frame) : null,
        actions.Demo is { } demo ? DemoCommand.Create(frame, demo) : null,
        actions.Checks is { } checks ? ChecksCommand.Create(frame, checks) : null,
        actions.Problems is { } problems ? ProblemsCommand.Create(frame, problems) : null,
        CompletionCommand.Create(),
        VersionCommand.Create(frame),
    ];
}
