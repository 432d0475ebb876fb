using Slipway.Checks;
using Slipway.Events;
using Slipway.Problems;

namespace Slipway.Cli.Output;

/// <summary>One line an event, the host in front, no colours: for CI, files and simple terminals.</summary>
internal sealed class PlainOutput(TextWriter writer, TextReader? reader = null) : IOutput
{
    private readonly OutputWriter _writer = new(writer);
    private readonly Lock _gate = new();

    public bool IsClosed => _writer.IsClosed;

    public void Emit(DeploymentEvent e)
    {
        lock (_gate)
        {
            switch (e)
            {
                case StepEvent step: _writer.WriteLine(Prefix(step.Host) + StepLine(step)); break;
                case LogEvent log: _writer.WriteLine($"{Prefix(log.Host)}{TerminalText.Line(log.Source)}: {TerminalText.Line(log.Line)}"); break;
                case ProblemEvent problem: Problem(problem.Problem); break;
                case FindingEvent finding: Finding(finding.Finding); break;
                case ResultEvent result: Result(result); break;
                default: break; // progress: a file needs no moving numbers
            }
        }
    }

    public void Line(string text)
    {
        lock (_gate)
            _writer.WriteLine(TerminalText.Line(text));
    }

    public void Note(NoteKind kind, string text)
    {
        lock (_gate)
        {
            if (kind == NoteKind.Heading)
                _writer.WriteLine("");
            _writer.WriteLine(NotePrefix(kind) + TerminalText.Line(text));
        }
    }

    public void Table(OutputTable table)
    {
        lock (_gate)
            foreach (var line in TableText.Lines(table))
                _writer.WriteLine(line);
    }

    public void Show(LogEvent line, string? origin)
    {
        lock (_gate)
            _writer.WriteLine(Prefix(origin) + TerminalText.Line(line.Line));
    }

    public void Document(string text)
    {
        lock (_gate)
            _writer.Write(text);
    }

    public string? Ask(string question)
    {
        lock (_gate)
            _writer.Write(TerminalText.Line(question) + " ");
        return reader?.ReadLine();
    }

    public void Dispose() { }

    private static string Prefix(string? host) => host is null ? "" : TerminalText.Line(host) + " | ";

    private static string NotePrefix(NoteKind kind) => kind switch
    {
        NoteKind.Heading => "== ",
        NoteKind.Command => "$ ",
        NoteKind.Good => "observed: ",
        NoteKind.Bad => "NOT OBSERVED: ",
        _ => "",
    };

    private static string StepLine(StepEvent step)
    {
        var title = TerminalText.Line(step.Title);
        var detail = step.Detail is null ? "" : ": " + TerminalText.Line(step.Detail);
        if (step.State == StepState.Started)
            return $"{title} ...{(step.Detail is null ? "" : " " + TerminalText.Line(step.Detail))}";
        var took = step.Ms is { } ms ? $" ({Quantity.Duration(ms)})" : "";
        return step.State switch
        {
            StepState.Done => $"{title} done{took}{detail}",
            StepState.Failed => $"{title} FAILED{took}{detail}",
            StepState.Undone => $"{title} undone{took}{detail}",
            _ => $"{title} skipped{detail}",
        };
    }

    private void Problem(Problem problem)
    {
        var text = ProblemText.Of(problem);
        _writer.WriteLine($"problem: {text.Title} [{text.Code}]");
        if (text.Where is { } where)
            _writer.WriteLine($"  where: {where}");
        foreach (var line in text.Detail)
            _writer.WriteLine($"  {line}".TrimEnd());
        foreach (var (i, cause) in text.Causes.Index())
            _writer.WriteLine($"  cause {i + 1}: {cause}");
        foreach (var (i, line) in text.Remedy.Index())
            _writer.WriteLine((i == 0 ? "  what to do: " : "    ") + line);
    }

    private void Finding(Finding finding)
    {
        var text = FindingText.Of(finding);
        var severity = finding.Outcome is CheckOutcome.Fail or CheckOutcome.Warn ? $" {finding.Severity.ToString().ToLowerInvariant()}" : "";
        _writer.WriteLine($"{Prefix(finding.Host)}{finding.Outcome.ToString().ToUpperInvariant()}{severity} {text.Id}: {text.Title}");
        foreach (var line in text.Seen)
            _writer.WriteLine($"  {line}");
        foreach (var (i, line) in text.Remedy.Index())
            _writer.WriteLine((i == 0 ? "  what to do: " : "    ") + line);
    }

    private void Result(ResultEvent result)
    {
        if (Summary.Of(result) is { } summary)
            _writer.WriteLine(summary);
    }
}
