using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Files.Shell;

/// <summary>Commands that run together.</summary>
/// <param name="Path">The file they stand in.</param>
/// <param name="Name">What a person calls it: the file, or target or script inside it.</param>
internal sealed partial record ShellScript(string Path, string Name, ScriptKind Kind, string Text, Func<int, string> Where)
{
    private readonly Lazy<IReadOnlyList<ShellCommand>> _commands = new(() => ShellScriptReader.Read(Text));

    public IReadOnlyList<ShellCommand> Commands => _commands.Value;

    /// <summary>The first failing command ends it.</summary>
    public bool ExitsOnError => ExitOnErrorFirst().IsMatch(Text) || Commands.Any(c => c.Words[0] == "set" && c.Words.Skip(1).Any(word => word == "errexit" || (word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal) && word.Contains('e'))));

    /// <summary>A failing command of a pipeline makes it fail.</summary>
    public bool FailsInPipes => Commands.Any(c => c.Words[0] == "set" && c.Words.Contains("pipefail"));

    /// <summary>It changes a running server: its name says so, or it fetches code, restarts services or migrates for good.</summary>
    public bool IsDeploy => Kind is ScriptKind.File or ScriptKind.Make or ScriptKind.Package or ScriptKind.Composer
        && (DeployName().IsMatch(Name) || (Kind is ScriptKind.File && Commands.Any(c => ServerWork().IsMatch(c.Text))));

    /// <summary>Runs without a person who could answer a question.</summary>
    public bool IsUnattended => Kind is ScriptKind.Cron || IsDeploy || (Kind is ScriptKind.File && BackupName().IsMatch(Name));

    /// <summary>It is started here and works on a server through ssh.</summary>
    public bool IsFromHere => Commands.Any(c => c.Program is "ssh" or "scp" or "rsync" && c.Words.Any(word => word.Contains('@') || word.Contains(':') || c.Program == "ssh"));

    public Evidence Tell(ShellCommand command, string text) => new(text, Where(command.Index), Path);

    [GeneratedRegex(@"^#![^\n]*\b(?:ba|da|z)?sh\s+-\w*e", RegexOptions.CultureInvariant)]
    private static partial Regex ExitOnErrorFirst();

    [GeneratedRegex(@"(?<![A-Za-z])(?:deploy|release|rollback|provision|upgrade|update|post-receive|go-?live|prod(?:uction)?(?![A-Za-z])|entrypoint)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeployName();

    [GeneratedRegex(@"back-?up|dump|cron", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BackupName();

    [GeneratedRegex(@"\bgit pull\b|\bgit (?:fetch|reset) .*origin|artisan (?:down|up|migrate\b.*--force|queue:restart)|\bsupervisorctl (?:restart|reread|update)|\bsystemctl (?:restart|reload)|compose (?:\S+ )*up\b.* -d|\bservice \S+ (?:restart|reload)", RegexOptions.CultureInvariant)]
    private static partial Regex ServerWork();
}
