using Slipway.Problems;

namespace Slipway.Project;

/// <summary>What can be wrong with a project file as text and against its definition. Places are added by <see cref="ProblemList"/>.</summary>
internal static class ProjectProblems
{
    public static Problem Syntax(string message) => new(
        "project.syntax", "this is not YAML", message,
        ["wrong indentation", "a value with `: `, ` #`, `*`, `&`, `!` or `@` in it needs quotes", "a quote or bracket is not closed"],
        "Correct the line; use spaces for indentation and quote texts with special characters.");

    public static Problem Tab() => new(
        "project.tab", "tabs are not allowed", Remedy: "Use spaces; in a quoted text write \\t.");

    public static Problem Control(char found) => new(
        "project.control-character", $"the control character U+{(int)found:X4} is not allowed here", Remedy: "Remove it.");

    public static Problem Bound(string bound) => new(
        "project.bounds", "the project file goes beyond its bounds", bound, Remedy: "Make it smaller and flatter.");

    public static Problem Alias(string written) => new(
        "project.alias", $"anchors and aliases are not allowed: `{Cut(written)}`",
        Remedy: "Write the value out. Settings for all environments may stand at the top of the file. A text that starts with * or & needs quotes.");

    public static Problem Tag(string tag) => new(
        "project.tag", $"tags are not allowed: `{Cut(tag)}`", Remedy: "Remove the tag. A text that starts with ! needs quotes.");

    public static Problem Documents() => new(
        "project.documents", "a second YAML document starts here", Remedy: "Keep one document in the file: remove `---` and what follows.");

    public static Problem Empty() => new(
        "project.empty", "the project file is empty", Remedy: "Write one with `slipway init`.");

    public static Problem KeyNotText() => new(
        "project.key", "a key must be a single word", Remedy: "Write `key: value`; quote a text that starts with `{`, `[` or `?`.");

    public static Problem DuplicateKey(string key, int firstLine) => new(
        "project.duplicate-key", $"`{Cut(key)}` is written twice", $"first in line {firstLine}", Remedy: "Keep one of them.");

    public static Problem UnknownKey(string key, string path, string noun, string? meant, string? elsewhere, IEnumerable<string> known) => new(
        "project.unknown-key", $"{noun} has no key `{Cut(key)}`", path.Length == 0 ? null : $"in `{path}`",
        Remedy: meant is not null ? $"Did you mean `{meant}`?"
            : elsewhere is not null ? $"It belongs to `{elsewhere}`."
            : $"Remove it. Known keys: {string.Join(", ", known)}.");

    public static Problem WrongType(string path, string wanted, string found) => new(
        "project.type", $"{(path.Length == 0 ? "the project file" : $"`{path}`")} must be {wanted}, not {found}", Remedy: $"Write {wanted}.");

    public static Problem NoValue(string path, string wanted) => new(
        "project.no-value", $"`{path}` has no value", Remedy: $"Give it {wanted}, or remove the key.");

    public static Problem Missing(string path, string doc, string example) => new(
        "project.missing-key", $"`{path}` is missing", doc, Remedy: $"Add `{example}`.");

    public static Problem BadValue(string path, string written, string wanted, string whatToWrite) => new(
        "project.value", $"`{path}` is not {wanted}: `{Cut(written)}`", Remedy: whatToWrite);

    public static Problem BadName(string path, string written, string wanted, string rule) => new(
        "project.name", $"`{Cut(written)}` is not {wanted}", path.Length == 0 ? null : $"in `{path}`", Remedy: $"Use {rule}.");

    public static string Cut(string written)
    {
        var line = written.ReplaceLineEndings("⏎");
        return line.Length <= 80 ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[78]) ? 78 : 79), "…");
    }
}
