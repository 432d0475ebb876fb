using Slipway.Problems;
using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>Collects what is wrong with one file, so that all of it is told at once, in the order of the file.</summary>
/// <param name="file">Shown in front of line and column.</param>
internal sealed class ProblemList(string file)
{
    private readonly List<(Position At, Problem Problem)> _found = [];
    private readonly HashSet<(Position At, string Code)> _known = [];

    public bool Any => _found.Count > 0;

    /// <summary>Adds a problem; the same problem at the same place (a shared default) is told once.</summary>
    public void Add(Position at, Problem problem)
    {
        if (_known.Add((at, problem.Code)))
            _found.Add((at, problem with { Where = $"{file}:{at.Line}:{at.Column}", Exit = ExitCodes.Unreadable }));
    }

    /// <exception cref="ProblemException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new ProblemException([.. _found.OrderBy(f => f.At).Select(f => f.Problem)]);
    }
}
