using System.Text.RegularExpressions;
using Slipway.Checks.Project.Files.Shell;

namespace Slipway.Checks.Project.Stack.Script;

internal sealed partial class ScriptModes() : ProjectCheck<ScriptFacts>(
    new("script.modes", "Scripts give files the rights that their kind needs", Severity.High)
    {
        Section = CheckSection.Stack,
        Why = "With 777 every program on the server can change the code; with 644 on everything the env file is read by all and artisan no longer starts; code that the web server owns can be rewritten through the web server.",
        Judged = "`chmod` with 777, 666, a+w or o+w; `chmod -R 644` (or 664), and `find -type f` with chmod 644 on a whole tree unless the script makes the env file 600 or 640 afterwards; `chown -R www-data` (apache, nginx, nobody) on anything but folders for uploads, caches, logs and storage. "
            + "chown in a Dockerfile is not judged: the image is not the server's.",
        Causes = [new("permission-denied", "it made an error message go away"), new("guide", "the lines were copied from a guide")],
        Remedy = new("Code belongs to the deploy user, folders 755, files 644, scripts 755, the env file 640; only storage, caches and uploads belong to the user that runs the app. Slipway sets this for each release."),
        Sources = ["https://laravel.com/docs/deployment#directory-permissions"],
    },
    ScriptFacts.ReadAsync)
{
    public override Verdict Judge(ScriptFacts facts) => ScriptVerdict.Of(facts, script =>
    {
        if (script.Kind is ScriptKind.Ci)
            return [];
        var commands = script.Commands.ToList();
        return commands.Select((c, at) => Fault(c, script, commands.Skip(at + 1)) is { } fault ? script.Tell(c, fault) : null).OfType<Evidence>();
    }, "A script gives files rights that they must not have");

    private static string? Fault(ShellCommand command, ShellScript script, IEnumerable<ShellCommand> later)
    {
        var text = command.Text;
        if (OpenMode().Match(text) is { Success: true } open)
            return $"`{open.Value.Trim()}` lets every user of the server write";
        if (AllFiles().Match(text) is { Success: true } all && !Writable().IsMatch(text) && !later.Any(c => EnvMode().IsMatch(c.Text)))
            return $"`{all.Value.Trim()}` makes the env file readable by all and takes the right to run from scripts";
        return script.Kind is not ScriptKind.Image && WebOwner().Match(text) is { Success: true } owner && !Writable().IsMatch(text)
            ? $"`{owner.Value.Trim()}` gives the code to the web server, which can then rewrite it" : null;
    }

    [GeneratedRegex(@"\bchmod (?:-\w+ |--\S+ )*(?:0?[0-7][0-7][2367](?= )|[aug]*o[rwx]*\+[rx]*w[rx]*|a\+[rx]*w[rx]*|ugo\+[rx]*w[rx]*)(?= )", RegexOptions.CultureInvariant)]
    private static partial Regex OpenMode();

    [GeneratedRegex(@"\bchmod (?:-R|--recursive|-Rf|-fR|-Rv|-vR) 0?6[46]4 \S+|\bfind (?!.*-name).*-type f\b.*\bchmod 0?6[46]4\b", RegexOptions.CultureInvariant)]
    private static partial Regex AllFiles();

    [GeneratedRegex(@"\bchmod (?:-\w+ )*0?[64][0-4]0 .*\.env|\binstall .*-m ?0?6[04]0 .*\.env", RegexOptions.CultureInvariant)]
    private static partial Regex EnvMode();

    [GeneratedRegex(@"\bchown (?:-\S+ )*(?:-R|--recursive) (?:-\S+ )*(?:www-data|apache|nginx|nobody|http)(?::\S*)? \S+|\bchown -R\w* (?:www-data|apache|nginx|nobody|http)(?::\S*)? \S+", RegexOptions.CultureInvariant)]
    private static partial Regex WebOwner();

    [GeneratedRegex(@"storage|bootstrap/cache|uploads?|media|cache|logs?\b|/tmp|/var/lib|/run|certbot|acme|\bstatic(?:files)?\b|sessions?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Writable();
}
