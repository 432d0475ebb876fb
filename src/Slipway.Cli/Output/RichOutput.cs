using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>For a person at a terminal: moving steps with elapsed times below what is already certain.</summary>
internal sealed class RichOutput : IOutput
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(80);
    private readonly Lock _gate = new();
    private readonly OutputWriter _writer;
    private readonly TextReader _reader;
    private readonly Func<(int Columns, int Rows)> _size;
    private readonly Paint _paint;
    private readonly StepBoard _board;
    private readonly StepBoardView _view;
    private readonly LiveArea _area;
    private readonly BlockView _blocks;
    private readonly FindingView _findings;
    private readonly ITimer _timer;
    private int _frame;

    public RichOutput(TextWriter writer, TextReader reader, bool colors, Func<(int Columns, int Rows)> size, TimeProvider clock)
    {
        (_writer, _reader, _size, _paint) = (new OutputWriter(writer), reader, size, new Paint(colors));
        (_board, _view, _area, _blocks) = (new StepBoard(clock), new StepBoardView(_paint, clock), new LiveArea(_writer), new BlockView(colors));
        _findings = new FindingView(_paint);
        _timer = clock.CreateTimer(_ => Tick(), null, FrameTime, FrameTime);
    }

    public bool IsClosed => _writer.IsClosed;

    public void Emit(DeploymentEvent e)
    {
        lock (_gate)
        {
            switch (e)
            {
                case StepEvent step: _board.Apply(step); Redraw(); break;
                case ProgressEvent progress: _board.Apply(progress); break; // the next frame shows it
                case LogEvent log: Print(LogLine(log)); break;
                case ProblemEvent problem: Print(_blocks.Problem(ProblemText.Of(problem.Problem), _size().Columns)); break;
                case FindingEvent finding: Print(_findings.Lines(finding.Finding, _size().Columns)); break;
                case ResultEvent result: Finish(Summary.Of(result) is { } text ? ["", SummaryLine(result, text)] : []); break;
                default: break;
            }
        }
    }

    public void Line(string text)
    {
        lock (_gate)
            Print(TerminalText.Line(text));
    }

    public void Note(NoteKind kind, string text)
    {
        lock (_gate)
            Print(NoteLines(kind, TerminalText.Line(text)));
    }

    public void Table(OutputTable table)
    {
        lock (_gate)
        {
            var lines = TableText.Lines(table).Select(line => "  " + Cells.Cut(line, _size().Columns - 3));
            Print(lines.Select((line, i) => i == 0 && table.Heads.Count > 0 ? _paint.Dim(line) : line));
        }
    }

    public void Show(LogEvent line, string? origin)
    {
        var bar = line.Stream == LogStream.Err ? _paint.Red("│") : _paint.Dim("│");
        lock (_gate)
            Print(origin is null ? TerminalText.Line(line.Line) : $"{_paint.Dim(TerminalText.Line(origin))} {bar} {TerminalText.Line(line.Line)}");
    }

    public void Document(string text)
    {
        lock (_gate)
        {
            Finish([]);
            _writer.Write(text);
        }
    }

    public string? Ask(string question)
    {
        lock (_gate)
        {
            Finish([]);
            _writer.Write($"{_paint.Yellow("?")} {TerminalText.Line(question)} ");
        }

        return _reader.ReadLine();
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            Finish([]);
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (!_board.IsRunning)
                return;
            _frame++;
            Redraw();
        }
    }

    private void Print(params IEnumerable<string> lines) => Draw([.. Lines(_board.TakeFinished(), _frame), .. lines]);

    // Rows leave the moving part only when the window is full: a row can still change while other hosts join it.
    private void Redraw() => Draw(_board.Rows.Count + 2 > _size().Rows ? Lines(_board.TakeFinished(), _frame) : []);

    private void Finish(IEnumerable<string> last) => Draw([.. Lines(_board.TakeFinished(all: true), StepBoardView.Ended), .. last]);

    private void Draw(List<string> printed)
    {
        var live = Lines(_board.Rows, _frame);
        _area.Draw(printed, live[Math.Max(0, live.Count - _size().Rows + 1)..]);
    }

    private List<string> Lines(IEnumerable<StepRow> rows, int frame)
    {
        var columns = _size().Columns;
        return [.. rows.SelectMany(row => _view.Draw(row, columns, frame))];
    }

    private string[] NoteLines(NoteKind kind, string text) => kind switch
    {
        NoteKind.Heading => ["", _paint.Bold(_paint.Cyan(text))],
        NoteKind.Command => [$"  {_paint.Dim("$")} {_paint.Bold(text)}"],
        NoteKind.Good => [$"  {_paint.Green("✓")} {_paint.Green(text)}"],
        NoteKind.Bad => [$"  {_paint.Red("✗")} {_paint.Red(text)}"],
        _ => [$"    {_paint.Dim(text)}"],
    };

    private string LogLine(LogEvent log)
    {
        var origin = TerminalText.Line(log.Host is null ? log.Source : $"{log.Host} {log.Source}");
        var bar = log.Stream == LogStream.Err ? _paint.Red("│") : _paint.Dim("│");
        return $"    {_paint.Dim(origin)} {bar} {TerminalText.Line(log.Line)}";
    }

    private string SummaryLine(ResultEvent result, string text) => result.Outcome switch
    {
        Outcome.Done => $"{_paint.Green("✓")} {_paint.Bold(text)}",
        Outcome.NothingToDo => $"{_paint.Green("✓")} {text}",
        Outcome.Undone or Outcome.Cancelled => $"{_paint.Yellow("↺")} {_paint.Bold(text)}",
        _ => $"{_paint.Red("✗")} {_paint.Bold(text)}",
    };
}
