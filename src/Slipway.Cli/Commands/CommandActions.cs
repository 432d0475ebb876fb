using Slipway.Events;

namespace Slipway.Cli.Commands;

/// <summary>What each verb does. A verb without an action does not exist for the user: nothing is listed that cannot be done.</summary>
internal sealed record CommandActions
{
    /// <summary>The actions of the product.</summary>
    public static CommandActions Product { get; } = new()
    {
        Init = InitCommand.RunAsync,
        Validate = ValidateCommand.RunAsync,
        Prepare = PrepareCommand.RunAsync,
        Env = true,
        Plan = PlanCommand.RunAsync,
        Deploy = DeployCommand.RunAsync,
        Rollback = RollbackCommand.RunAsync,
        Releases = ReleasesCommand.RunAsync,
        Status = StatusCommand.RunAsync,
        Journal = JournalCommand.RunAsync,
        Logs = LogsCommand.RunAsync,
        Exec = ExecCommand.RunAsync,
        Ssh = SshCommand.RunAsync,
        Unlock = UnlockCommand.RunAsync,
        Local = true,
        Demo = DemoCommand.RunAsync,
        Checks = ChecksCommand.RunAsync,
        Problems = ProblemsCommand.RunAsync,
    };

    public Func<InitCommand.Options, CommandContext, Task<ResultEvent>>? Init { get; init; }
    public Func<ValidateCommand.Options, CommandContext, Task<ResultEvent>>? Validate { get; init; }
    public Func<PrepareCommand.Options, CommandContext, Task<ResultEvent>>? Prepare { get; init; }
    /// <summary>The env file's commands.</summary>
    public bool Env { get; init; }
    public Func<PlanCommand.Options, CommandContext, Task<ResultEvent>>? Plan { get; init; }
    public Func<DeployCommand.Options, CommandContext, Task<ResultEvent>>? Deploy { get; init; }
    public Func<RollbackCommand.Options, CommandContext, Task<ResultEvent>>? Rollback { get; init; }
    public Func<ReleasesCommand.Options, CommandContext, Task<ResultEvent>>? Releases { get; init; }
    public Func<StatusCommand.Options, CommandContext, Task<ResultEvent>>? Status { get; init; }
    public Func<JournalCommand.Options, CommandContext, Task<ResultEvent>>? Journal { get; init; }
    public Func<LogsCommand.Options, CommandContext, Task<ResultEvent>>? Logs { get; init; }
    public Func<ExecCommand.Options, CommandContext, Task<ResultEvent>>? Exec { get; init; }
    public Func<SshCommand.Options, CommandContext, Task<ResultEvent>>? Ssh { get; init; }
    public Func<UnlockCommand.Options, CommandContext, Task<ResultEvent>>? Unlock { get; init; }
    /// <summary>The local target's commands.</summary>
    public bool Local { get; init; }
    public Func<DemoCommand.Options, CommandContext, Task<ResultEvent>>? Demo { get; init; }
    public Func<ChecksCommand.Options, CommandContext, Task<ResultEvent>>? Checks { get; init; }
    public Func<ProblemsCommand.Options, CommandContext, Task<ResultEvent>>? Problems { get; init; }
}
