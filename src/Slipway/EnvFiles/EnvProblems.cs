using Slipway.Problems;
using Slipway.Project;

namespace Slipway.EnvFiles;

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

    /// <param name="known">The escapes that the program knows.</param>
    public static Problem Escape(string key, string known) => new(
        "env.escape", $"`{key}` has an escape that {(known.Contains("\\r", StringComparison.Ordinal) ? "is not known" : "readers take differently")}",
        Remedy: $"Inside double quotes use {known} only; or use single quotes, in which a backslash is a backslash.");

    public static Problem NeedsQuotes(string key, string what) => new(
        "env.unquoted", $"the value of `{key}` needs quotes", $"it contains {what}, which readers take differently",
        Remedy: "Put the value in single quotes.");

    public static Problem Unusable(string key, string fault) => new(
        "env.value", $"the value of `{key}` cannot be given to a process", fault, Remedy: "Change it, for example encode it as base64.");

    public static Problem NotForSystemd(string key, string fault) => new(
        "env.systemd", $"`{ProjectProblems.Cut(key)}` cannot be written for systemd", fault, Remedy: "Change it, for example encode it as base64.");

    public static Problem TooMuch() => new(
        "env.too-much", "the values grow larger than a process can get", "more than 128 KiB in one value or 2 MiB in all",
        ["variables that refer to each other again and again"], "Write the value out.");

    public static Problem Command() => new(
        "env.shell", "a shell would run or expand something here", "Slipway does not run it, so it cannot tell the value",
        Remedy: "Put the value in single quotes, or write out what the shell would put in.");

    public static Problem Template(string key) => new(
        "env.template", $"`{key}` has a ${{…}} that Compose cannot resolve",
        Causes: ["a variable that is required with :? is not set above", "the name or the closing brace is wrong"],
        Remedy: "Set the variable in a line above, or write $$ for a dollar sign.");

    public static Problem CommentGoesOn() => new(
        "env.comment", "the backslash at the end of this comment takes the next line into it", "so does systemd before version 254",
        Remedy: "Remove the backslash.");

    public static Problem Mark() => new(
        "env.bom", "the file starts with a byte order mark, which its reader takes for a part of the first name",
        Remedy: "Save the file as UTF-8 without a byte order mark.");

    public static Problem Binary() => new(
        "env.binary", "this is not a text file", "byte 0x00", ["another file has this name"], "Write the file anew with `slipway prepare`.");

    public static Problem CannotWrite(string key, EnvDialect dialect) => new(
        "env.write", $"the value of `{ProjectProblems.Cut(key)}` cannot be written into this file", $"{EnvDialectNames.Of(dialect)} has no way to write it",
        ["a line of the file before it is wrong", "the value has line ends or quotes"], "Choose another value, for example encode it as base64.");
}
