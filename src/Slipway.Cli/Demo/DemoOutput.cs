using Slipway.Cli.Output;
using Slipway.Events;

namespace Slipway.Cli.Demo;

/// <summary>
/// What the commands of the story write to. With <c>--json</c> their results are not passed on, since the last line is the demo's own;
/// what builds and servers write when all is well is kept back unless it is asked for.
/// </summary>
internal sealed class DemoOutput(IOutput inner, bool verbose) : IOutput
{
    public bool IsClosed => inner.IsClosed;

    public void Emit(DeploymentEvent e)
    {
        if (e is ResultEvent && inner is JsonOutput)
            return;
        if (e is LogEvent { Stream: LogStream.Out } && !verbose && inner is not JsonOutput)
            return;
        inner.Emit(e);
    }

    public void Line(string text) => inner.Line(text);

    public void Note(NoteKind kind, string text) => inner.Note(kind, text);

    public void Show(LogEvent line, string? origin) => inner.Show(line, origin);

    public void Table(OutputTable table) => inner.Table(table);

    public void Document(string text) => inner.Document(text);

    public string? Ask(string question) => inner.Ask(question);

    public void Dispose() { }
}
