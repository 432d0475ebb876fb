using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Slipway.Cli.Output;

namespace Slipway.Cli.Commands;

/// <summary>The help of <c>slipway</c> itself: its verbs along the path, one line each.</summary>
internal sealed class RootHelp(IReadOnlyList<VerbGroup> groups, IReadOnlyList<Example> examples, Option<bool> noColor, Terminal terminal) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var paint = new Paint(terminal.HasColors && !parseResult.GetValue(noColor));
        var root = parseResult.RootCommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        output.Write($"{root.Description}\n\n{paint.Bold("Usage")}\n  slipway <command> [env] [options]\n");
        foreach (var group in groups)
            Write(output, paint, group.Title, [.. group.Verbs.Select(verb => (verb.Name, verb.Description ?? ""))]);
        Write(output, paint, "Options", [.. root.Options.Where(o => !o.Hidden).Select(o => (Names(o), o.Description ?? ""))]);
        Write(output, paint, "Examples", [.. examples.Select(e => (e.Line, e.What))]);
        output.Write("\nMore of a command: slipway deploy --help\n");
        return 0;
    }

    private static void Write(TextWriter output, Paint paint, string title, IReadOnlyList<(string Name, string What)> rows)
    {
        var width = Math.Max(10, rows.Max(row => row.Name.Length));
        output.Write($"\n{paint.Bold(title)}\n");
        foreach (var (name, what) in rows)
            output.Write($"  {paint.Cyan(name.PadRight(width))}  {what}\n");
    }

    private static string Names(Option option) => option is HelpOption ? "-h, --help"
        : string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length)) + (option.HelpName is { } value ? $" {value}" : "");
}
