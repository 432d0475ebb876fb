using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>Draws rows of the board as lines no wider than the window: mark, title, time, what is known.</summary>
internal sealed class StepBoardView(Paint paint, TimeProvider clock)
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    /// <summary>The frame of a row that was still running when the command ended: nobody knows how far it came.</summary>
    public const int Ended = -1;
    private const int MarkWidth = 4;
    private const int TimeWidth = 10;
    private const int BarWidth = 16;

    /// <param name="width">Columns of the window.</param>
    /// <param name="frame">Counts up while something moves.</param>
    public IEnumerable<string> Draw(StepRow row, int width, int frame)
    {
        var titleWidth = Math.Clamp(width * 55 / 100 - MarkWidth - TimeWidth, 18, 42);
        var rest = width - 1 - MarkWidth - titleWidth - TimeWidth - 2;
        var title = Cells.Fit(row.Title, titleWidth);
        var time = Time(row).PadLeft(TimeWidth);
        yield return $"  {Mark(row.State, frame)} {Emphasis(row.State, title)}{paint.Dim(time)}  {Facts(row, rest)}".TrimEnd();
        if (row.Hosts.Count < 2)
            yield break;
        foreach (var failed in row.Hosts.Where(host => host.State == StepState.Failed))
            yield return Cells.Cut($"      {failed.Host}: {failed.Detail ?? "failed"}", width - 1);
    }

    private string Mark(StepState state, int frame) => state switch
    {
        StepState.Done => paint.Green("✓"),
        StepState.Failed => paint.Red("✗"),
        StepState.Undone => paint.Yellow("↺"),
        StepState.Skipped => paint.Dim("–"),
        _ when frame == Ended => paint.Yellow("·"),
        _ => paint.Cyan(Spinner[frame % Spinner.Length].ToString()),
    };

    private string Emphasis(StepState state, string title) => state switch
    {
        StepState.Failed => paint.Red(title),
        StepState.Skipped => paint.Dim(title),
        StepState.Started => paint.Bold(title),
        _ => title,
    };

    private string Time(StepRow row)
    {
        if (row.IsRunning)
            return Quantity.Elapsed(clock.GetElapsedTime(row.Hosts.Where(host => host.IsRunning).Min(host => host.Started)));
        return row.State != StepState.Skipped && row.Hosts.Max(host => host.Ms) is { } ms ? Quantity.Duration(ms) : "";
    }

    private string Facts(StepRow row, int width)
    {
        if (width < 8)
            return "";
        if (row.Hosts.Count > 1)
            return paint.Dim(Cells.Cut(ManyHosts(row), width));
        var host = row.Hosts[0];
        if (host is { IsRunning: true, Progress: { Total: > 0 } progress })
            return Bar(progress, width);
        var text = host.State == StepState.Undone && host.Detail is null ? "undone" : host.Detail ?? "";
        return host.State == StepState.Failed ? Cells.Cut(text, width) : paint.Dim(Cells.Cut(text, width));
    }

    private static string ManyHosts(StepRow row)
    {
        var waiting = row.Hosts.Where(host => host.IsRunning).Select(host => host.Host ?? "this machine").ToList();
        if (waiting.Count > 0)
            return $"{row.Hosts.Count - waiting.Count} of {row.Hosts.Count} hosts, waiting for {string.Join(", ", waiting)}";
        var failed = row.Hosts.Count(host => host.State == StepState.Failed);
        if (failed > 0)
            return $"{failed} of {row.Hosts.Count} hosts failed";
        if (row.State == StepState.Undone)
            return $"undone on {row.Hosts.Count} hosts";
        var details = row.Hosts.Select(host => host.Detail).Distinct().ToList();
        return $"{row.Hosts.Count} hosts" + (details is [{ } same] ? ", " + same : "");
    }

    private string Bar(ProgressEvent progress, int width)
    {
        var share = Math.Clamp((double)progress.Done / progress.Total, 0, 1);
        var full = (int)(share * BarWidth);
        var numbers = Quantity.Progress(progress.Done, progress.Total, progress.Unit);
        return width < BarWidth + 1 + numbers.Length
            ? paint.Dim(Cells.Cut(numbers, width))
            : paint.Cyan(new string('━', full)) + paint.Dim(new string('─', BarWidth - full)) + " " + paint.Dim(numbers);
    }
}
