using Slipway.Problems;

namespace Slipway.Project;

/// <summary>What can be wrong with an env file. No value ever stands in a problem.</summary>
internal static class EnvProblems
{
    public static Problem NoAssignment() => new(
        "env.line", "this line is not `KEY=value`",
        Causes: ["a value that goes on in the next line needs double quotes", "a comment must start with #"],
        Remedy: "Write KEY=value, or put # in front.");

    public static Problem Key() => new(
        "env.key", "the name of the variable is not valid", Remedy: "Use letters, digits and underscores, not starting with a digit.");

    public static Problem Duplicate(string key, int firstLine) => new(
        "env.duplicate-key", $"`{key}` is set twice", $"first in line {firstLine}", Remedy: "Keep one of them.");

    public static Problem Open(char quote) => new(
        "env.quote", $"the quote {quote} is not closed", Remedy: $"Close it with {quote}. Only double quotes may span lines.");

    public static Problem AfterQuote(string key) => new(
        "env.after-quote", $"something follows the closing quote of `{key}`",
        Remedy: "Put the whole value in one pair of quotes; a quote inside double quotes is written \\\".");

    public static Problem Interpolation(string key) => new(
        "env.interpolation", $"`{key}` refers to another variable with ${{…}}", "some readers put its value in, others take it literally",
        Remedy: "Write the value out, or use single quotes to take it literally.");

    public static Problem Escape(string key) => new(
        "env.escape", $"`{key}` has an escape that readers take differently",
        Remedy: "Inside double quotes use \\\\ \\\" \\$ \\n \\t only; or use single quotes, in which a backslash is a backslash.");

    public static Problem NeedsQuotes(string key, string what) => new(
        "env.unquoted", $"the value of `{key}` needs quotes", $"it contains {what}, which readers take differently",
        Remedy: "Put the value in single quotes.");

    public static Problem Unusable(string key, string fault) => new(
        "env.value", $"the value of `{key}` cannot be given to a process", fault, Remedy: "Change it, for example encode it as base64.");

    public static Problem NotForSystemd(string key, string fault) => new(
        "env.systemd", $"`{ProjectProblems.Cut(key)}` cannot be written for systemd", fault, Remedy: "Change it, for example encode it as base64.");
}
