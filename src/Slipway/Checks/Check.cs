namespace Slipway.Checks;

/// <summary>One assertion of the catalogue: a description, an observation and a judgement.</summary>
public abstract class Check(CheckAbout about)
{
    public CheckAbout About { get; } = about;

    /// <summary>It may not take longer; it is then unknown.</summary>
    public virtual TimeSpan Longest => CheckRunner.Longest;

    /// <summary>Looks at the project and judges what it saw.</summary>
    /// <exception cref="Problems.ProblemException">It could not look; becomes <see cref="CheckOutcome.Unknown"/>.</exception>
    public abstract Task<Verdict> RunAsync(CheckedProject project, CancellationToken cancel);
}
