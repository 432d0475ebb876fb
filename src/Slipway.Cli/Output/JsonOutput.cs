using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>One JSON object a line; the last is the result (docs/json.md).</summary>
internal sealed class JsonOutput(TextWriter writer, TimeProvider clock) : IOutput
{
    private readonly OutputWriter _writer = new(writer);
    private readonly StepTally _tally = new();
    private readonly Lock _gate = new();

    public bool IsClosed => _writer.IsClosed;

    public void Emit(DeploymentEvent e)
    {
        lock (_gate)
        {
            if (e is StepEvent step)
                _tally.Add(step);
            if (e is ResultEvent { Steps: null } result && _tally.Steps is { Count: > 0 } steps)
                e = result with { Steps = steps };
            _writer.WriteLine(EventJson.Write(e with { Time = e.Time ?? clock.GetUtcNow() }));
        }
    }

    public void Line(string text) { }

    public void Note(NoteKind kind, string text) { }

    public void Table(OutputTable table) { }

    public void Show(LogEvent line, string? origin) => Emit(line);

    public void Document(string text) { }

    public string? Ask(string question) => null;

    public void Dispose() { }
}
