using System.CommandLine;
using System.CommandLine.Invocation;

namespace Slipway.Cli.Commands;

/// <summary>The usual help, then the verb's examples; for the root its own.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual, RootHelp root) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is RootCommand)
            return root.Invoke(parseResult);
        var exit = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not VerbCommand { Examples: { Count: > 0 } examples })
            return exit;
        var output = parseResult.InvocationConfiguration.Output;
        var width = examples.Max(example => example.Line.Length) + 2;
        output.Write("Examples:\n");
        foreach (var example in examples)
            output.Write($"  {example.Line.PadRight(width)}{example.What}\n");
        output.Write("\n");
        return exit;
    }
}
