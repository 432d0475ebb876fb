using System.CommandLine;
using System.CommandLine.Invocation;

namespace Slipway.Cli.Commands;

/// <summary>The usual help, then the verb's examples.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exit = usual.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is VerbCommand verb ? verb.Examples : RootExamples(parseResult);
        if (examples.Count == 0)
            return exit;
        var output = parseResult.InvocationConfiguration.Output;
        var width = examples.Max(example => example.Line.Length) + 2;
        output.Write("Examples:\n");
        foreach (var example in examples)
            output.Write($"  {example.Line.PadRight(width)}{example.What}\n");
        output.Write("\n");
        return exit;
    }

    private static List<Example> RootExamples(ParseResult parse) =>
        [.. CommandCatalogue.RootExamples.Where(example => parse.RootCommandResult.Command.Subcommands.Any(verb => example.Line.Split(' ')[1] == verb.Name))];
}
