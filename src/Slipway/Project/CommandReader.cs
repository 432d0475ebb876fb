using Slipway.Problems;
using Slipway.Project.Yaml;
using Slipway.Text;

namespace Slipway.Project;

/// <summary>Commands of the project file: split into words, never read by a shell.</summary>
internal static class CommandReader
{
    private static readonly string[] ShellWords = ["&&", "||", "|", ";", ">", ">>", "<", "2>&1", "2>", "&"];

    public static List<string>? Split(string text, Position at, string path, ProblemList problems)
    {
        try
        {
            return Check([.. Shell.Split(text)], at, path, problems);
        }
        catch (FormatException error)
        {
            problems.Add(at, Malformed(path, error.Message));
            return null;
        }
    }

    public static List<string>? Check(List<string> words, Position at, string path, ProblemList problems)
    {
        var fault = words.Count == 0 || words[0].Length == 0 ? "it is empty"
            : words.Exists(w => w.Contains('\0')) ? "it contains a NUL character"
            : words.Find(w => ShellWords.Contains(w)) is { } word ? $"`{word}` would be an argument: no shell reads this command"
            : words[0].Contains('=') ? $"`{words[0]}` would be the program: variables cannot be set here"
            : null;
        if (fault is null)
            return words;
        problems.Add(at, Malformed(path, fault));
        return null;
    }

    private static Problem Malformed(string path, string fault) => new(
        "project.command", $"`{path}` is not a command", fault,
        Remedy: "Write a program and its arguments; for a line that a shell must read write `sh -c '…'`, for variables `env NAME=value program`.");
}
