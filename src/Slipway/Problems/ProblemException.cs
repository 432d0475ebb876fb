namespace Slipway.Problems;

/// <summary>Carries one or more problems to the place that shows them: CLI main, agent loop, step runner or HTTP edge.</summary>
public sealed class ProblemException : Exception
{
    public ProblemException(Problem problem, Exception? inner = null)
        : this([problem], inner) { }

    /// <exception cref="ArgumentException">The list is empty.</exception>
    public ProblemException(IReadOnlyList<Problem> problems, Exception? inner = null)
        : base(problems.Count > 0 ? problems[0].Title : throw new ArgumentException("At least one problem is needed.", nameof(problems)), inner) =>
        Problems = problems;

    /// <summary>All problems found, worst or first first; never empty.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public Problem Problem => Problems[0];
}
