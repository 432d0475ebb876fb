using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptArithmetic() : ProjectCheck<ScriptFacts>(
    new("script.arithmetic", "Counting does not end a script", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "In a script with `set -e`, ((count++)) ends it the first time: the value before counting is 0, and that is a failure.",
        Judged = "Scripts with `set -e`: ((x++)), ((x--)) and `let x++` as a command of its own. Inside if or while, and with || behind, it is harmless.",
        Causes = [new("status-of-arithmetic", "(( )) returns 1 when its value is 0, and set -e ends the script at a 1")],
        Remedy = new("Write count=$((count + 1)), which cannot fail."),
        Sources = ["https://www.gnu.org/software/bash/manual/html_node/Conditional-Constructs.html", "https://mywiki.wooledge.org/BashFAQ/105"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Each(facts, script => script.ExitsOnError,
        (_, command) => command is { InCondition: false, After: not ("||" or "&&"), InSubstitution: false } && Counts(command) is { } text ? $"{text} ends the script when the value was 0" : null, "Counting ends a script");

    private static string? Counts(ShellCommand command) => command.Words switch
    {
        [var word] when Counter().IsMatch(word) => word,
        ["let", var word, ..] when word.EndsWith("++", StringComparison.Ordinal) || word.EndsWith("--", StringComparison.Ordinal) => $"let {word}",
        _ => null,
    };

    [GeneratedRegex(@"^\(\(\s*\w+\s*(?:\+\+|--)\s*\)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Counter();
}
