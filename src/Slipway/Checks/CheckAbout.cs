namespace Slipway.Checks;

/// <summary>What people can know of a check before it runs: <c>slipway checks ID</c> and docs/checks.md.</summary>
/// <param name="Id">Stable: <c>env.debug_off</c>.</param>
/// <param name="Title">What is asserted, as a sentence without a full stop: <c>Debug mode is off</c>.</param>
/// <param name="Severity">What a failure costs.</param>
public sealed record CheckAbout(string Id, string Title, Severity Severity)
{
    public required CheckSection Section { get; init; }

    /// <summary>Why it matters, one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>How it is judged: what is looked at, thresholds, exceptions.</summary>
    public required string Judged { get; init; }

    /// <summary>Likely causes of a failure, most likely first.</summary>
    public required IReadOnlyList<Cause> Causes { get; init; }

    public required Remedy Remedy { get; init; }

    /// <summary>Where thresholds and rules come from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Checks that must pass before this one can be judged.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Each deploy brings out anew what it finds, and the secret may be another one: it stops a deploy although the serving release has it, too.</summary>
    public bool LeaksByDeploy { get; init; }

    /// <summary>Stacks that it is for; empty = all.</summary>
    public IReadOnlyList<string> Stacks { get; init; } = [];
}
