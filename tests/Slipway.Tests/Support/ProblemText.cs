using System.Text;
using Slipway.Problems;

namespace Slipway.Tests.Support;

/// <summary>Problems as text for goldens: everything that a person would see.</summary>
public static class ProblemText
{
    public static string Of(IEnumerable<Problem> problems)
    {
        var text = new StringBuilder();
        foreach (var problem in problems)
        {
            text.Append(problem.Where).Append("  ").Append(problem.Code).Append("  exit ").Append(problem.Exit).Append('\n');
            text.Append("  ").Append(problem.Title).Append('\n');
            if (problem.Detail is not null)
                text.Append("  detail: ").Append(problem.Detail).Append('\n');
            foreach (var cause in problem.Causes ?? [])
                text.Append("  cause: ").Append(cause).Append('\n');
            text.Append("  remedy: ").Append(problem.Remedy).Append('\n');
        }

        return text.ToString();
    }
}
