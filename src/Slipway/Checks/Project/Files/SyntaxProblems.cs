using Slipway.Problems;

namespace Slipway.Checks.Project.Files;

/// <summary>Why a configuration file of the project could not be judged.</summary>
internal static class SyntaxProblems
{
    public static Problem Syntax(string kind, string reason, string where) => new(
        "checks.syntax", $"this {kind} file cannot be read", reason, null, "Put its syntax right, then run the check again.", where);

    public static Problem Bound(string kind, string bound, string where) => new(
        "checks.bound", $"this {kind} file is beyond what is read", bound, null, "Make it smaller, or waive the check.", where);
}
