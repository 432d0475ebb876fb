using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptPipeToShell() : ProjectCheck<ScriptFacts>(
    new("script.pipe_to_shell", "No download is run unseen", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "Whatever the other server sends at that moment runs, mostly as root; a broken connection runs half of it.",
        Judged = "A download by curl or wget that goes into a shell, php, python, perl or node: by a pipe, `<( )` or `$( )`. In scripts, Makefiles, crontabs and Dockerfiles; CI jobs run on machines that are thrown away and are not judged.",
        Causes = [new("install-page", "the line is the one that the product's page gives")],
        Remedy = new("Install the distribution's package, or download the file, compare its checksum, then run it."),
        Sources = ["https://docs.docker.com/engine/install/debian/#install-using-the-repository", "https://getcomposer.org/doc/faqs/how-to-install-composer-programmatically.md"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Of(facts, script =>
    {
        if (script.Kind is ScriptKind.Ci)
            return [];
        var commands = script.Commands.ToList();
        return commands.Where((c, at) => IsFetch(c) && ((c.After is "|" or "|&" && Runs(commands, at + 1)) || IsInside(c, commands, at)))
            .Select(c => script.Tell(c, $"what {c.Program} fetches is run at once"));
    }, "A download is run unseen");

    private static bool IsFetch(ShellCommand command) => command.Program is "curl" or "wget" && !command.Prints && !Pinned().IsMatch(command.Text);

    private static bool Runs(List<ShellCommand> commands, int from)
    {
        for (var i = from; i < commands.Count && commands[i].IsPiped; i++)
            if (IsRunner(commands[i]))
                return true;
        return false;
    }

    // Substitutions are read before the command that they stand in.
    private static bool IsInside(ShellCommand fetch, List<ShellCommand> commands, int at) =>
        fetch.InSubstitution && commands.Skip(at + 1).FirstOrDefault(c => c.Index <= fetch.Index) is { } outer && outer.Index + 400 > fetch.Index
        && (outer.Words[0] is "eval" or "source" or "." || IsRunner(outer)) && outer.Words.Any(word => Substituted().IsMatch(word));

    private static bool IsRunner(ShellCommand command)
    {
        var words = command.Words.Where(word => word is not ("sudo" or "-E" or "env") && !word.Contains('=')).ToList();
        return words.Count > 0 && Runner().IsMatch(Path.GetFileName(words[0])) && !words.Contains("-m") && !words.Skip(1).Any(word => word is "-e" or "-r" or "-n")
            && (Path.GetFileName(words[0]) is "sh" or "bash" or "zsh" or "dash" ? true : !words.Contains("-c"));
    }

    // The address names a commit by its hash.
    [GeneratedRegex(@"://\S*/[0-9a-f]{40}/", RegexOptions.CultureInvariant)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^(?:ba|z|da)?sh$|^php\d*|^python\d?|^perl$|^node$|^ruby$", RegexOptions.CultureInvariant)]
    private static partial Regex Runner();

    [GeneratedRegex(@"[$<]\(.*\b(?:curl|wget)\b", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Substituted();
}
