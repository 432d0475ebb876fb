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

    public Func<InitOptions, CommandContext, Task<ResultEvent>>? Init { get; init; }
    public Func<ValidateOptions, CommandContext, Task<ResultEvent>>? Validate { get; init; }
    public Func<PrepareOptions, CommandContext, Task<ResultEvent>>? Prepare { get; init; }
    /// <summary>The env file's commands.</summary>
    public bool Env { get; init; }
    public Func<PlanOptions, CommandContext, Task<ResultEvent>>? Plan { get; init; }
    public Func<DeployOptions, CommandContext, Task<ResultEvent>>? Deploy { get; init; }
    public Func<RollbackOptions, CommandContext, Task<ResultEvent>>? Rollback { get; init; }
    public Func<ReleasesOptions, CommandContext, Task<ResultEvent>>? Releases { get; init; }
    public Func<StatusOptions, CommandContext, Task<ResultEvent>>? Status { get; init; }
    public Func<JournalOptions, CommandContext, Task<ResultEvent>>? Journal { get; init; }
    public Func<LogsOptions, CommandContext, Task<ResultEvent>>? Logs { get; init; }
    public Func<ExecOptions, CommandContext, Task<ResultEvent>>? Exec { get; init; }
    public Func<SshOptions, CommandContext, Task<ResultEvent>>? Ssh { get; init; }
    public Func<UnlockOptions, CommandContext, Task<ResultEvent>>? Unlock { get; init; }
    /// <summary>The local target's commands.</summary>
    public bool Local { get; init; }
    public Func<DemoOptions, CommandContext, Task<ResultEvent>>? Demo { get; init; }
    public Func<ChecksOptions, CommandContext, Task<ResultEvent>>? Checks { get; init; }
    public Func<ProblemsOptions, CommandContext, Task<ResultEvent>>? Problems { get; init; }
}
