using System.Text;
using Slipway.Cli.Output;

namespace Slipway.Cli;

/// <summary>What a command sees of the world around it; tests give their own.</summary>
internal sealed record Terminal : IDisposable
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    /// <summary>Null = nothing is redirected.</summary>
    public Pipes? Pipes { get; init; }

    /// <summary>Both ends are a person: input and output are a terminal and this is no CI.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Output can be redrawn: a terminal that knows escape sequences and is no CI.</summary>
    public bool IsLive { get; init; }

    public bool HasColors { get; init; }

    /// <summary>Columns and rows, asked again for each picture since a window can be resized.</summary>
    public Func<(int Columns, int Rows)> Size { get; init; } = () => (80, 24);

    /// <summary>The person's editor, as a command line; null = none is named.</summary>
    public string? Editor { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string? BugFile { get; init; }

    /// <summary>The folder in which the project file is looked for.</summary>
    public required string Folder { get; init; }

    public static Terminal OfProcess()
    {
        var error = Writer(Console.OpenStandardError());
        var isTerminal = !Console.IsOutputRedirected && Variable("CI") is null && Variable("TERM") is not (null or "dumb");
        return new Terminal
        {
            Out = Writer(Console.OpenStandardOutput()),
            Error = error,
            Pipes = !Console.IsInputRedirected && !Console.IsOutputRedirected ? null
                : new Pipes(Console.IsInputRedirected ? Console.OpenStandardInput() : null, Console.IsOutputRedirected ? Console.OpenStandardOutput() : null, error),
            In = Console.In,
            IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected && Variable("CI") is null,
            IsLive = isTerminal,
            HasColors = isTerminal && Variable("NO_COLOR") is null,
            Size = WindowSize,
            Editor = Variable("VISUAL") ?? Variable("EDITOR"),
            BugFile = Path.Combine(StateFolder(), "slipway", "last-bug.txt"),
            Folder = Directory.GetCurrentDirectory(),
        };
    }

    public IOutput OutputFor(bool json, bool noColor)
    {
        if (json)
            return new JsonOutput(Out, Clock);
        return IsLive ? new RichOutput(Out, In, HasColors && !noColor, Size, Clock) : new PlainOutput(Out, In);
    }

    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = false };

    private static (int, int) WindowSize()
    {
        try
        {
            return (Math.Max(Console.WindowWidth, 40), Math.Max(Console.WindowHeight, 8));
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }

    private static string StateFolder() =>
        Variable("XDG_STATE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
