using Slipway.Cli.Output;
using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Cli;

/// <summary>What every command's action gets beside its own options.</summary>
internal sealed class CommandContext
{
    public required IOutput Output { get; init; }

    /// <summary><c>--project</c>, absolute; null = the action looks for slipway.yaml from <see cref="Folder"/> upwards.</summary>
    public string? ProjectPath { get; init; }

    /// <summary>The folder in which the command was started, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Set by the first Ctrl+C: stop and undo. The second one leaves without asking the action.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>Until it is disposed, Ctrl+C belongs to the program that has the terminal.</summary>
    public required Func<IDisposable> LeaveCtrlC { get; init; }

    /// <summary>The person's editor, as a command line; null = none is named.</summary>
    public string? Editor { get; init; }

    /// <summary>A person can answer questions.</summary>
    public bool Interactive { get; init; }

    /// <summary>Events go out as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Null = nothing is redirected, or events go out.</summary>
    public Pipes? Pipes { get; init; }

    /// <summary>What is piped in.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary><c>-v</c></summary>
    public bool Verbose { get; init; }

    /// <summary><c>--yes</c></summary>
    public bool Yes { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    private readonly HashSet<string> _agreed = [];

    /// <summary>Asks before something happens to production; asks once for each question.</summary>
    /// <param name="environment">Only production is asked for, by whichever name.</param>
    /// <param name="question">"Deploy shop to production?"</param>
    /// <exception cref="ProblemException"><c>cli.needs-yes</c> when nobody can answer, <c>cli.declined</c> when the answer is no.</exception>
    public void AgreeToProduction(AppEnvironment environment, string question)
    {
        if (environment.IsProduction)
            Agree(question);
    }

    /// <summary>For a command that asks only when it knows more: where nobody can answer, it ends before it looks at anything.</summary>
    /// <exception cref="ProblemException"><c>cli.needs-yes</c></exception>
    public void NeedAgreementToProduction(AppEnvironment environment, string question)
    {
        if (environment.IsProduction && !Yes && !Interactive)
            throw new ProblemException(CliProblems.NeedsYes(question));
    }

    /// <inheritdoc cref="AgreeToProduction"/>
    public void Agree(string question)
    {
        if (Yes || _agreed.Contains(question))
            return;
        if (!Interactive)
            throw new ProblemException(CliProblems.NeedsYes(question));
        if (Output.Ask($"{question} [y/N]")?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
            throw new ProblemException(CliProblems.Declined());
        _agreed.Add(question);
    }
}
