using System.Text;

namespace Slipway.Cli.Output;

/// <summary>The last lines of the terminal, drawn again in place; what is printed goes above them.</summary>
internal sealed class LiveArea(OutputWriter writer)
{
    private const string ClearLine = "\u001b[K";
    private const string ClearBelow = "\u001b[J";
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private int _drawn;
    private bool _hidden;

    /// <summary>Prints <paramref name="printed"/> for good and draws <paramref name="live"/> below, in one write so that nothing flickers.</summary>
    public void Draw(IEnumerable<string> printed, IReadOnlyList<string> live)
    {
        var picture = new StringBuilder();
        if (live.Count > 0 != _hidden)
            picture.Append(live.Count > 0 ? HideCursor : ShowCursor);
        _hidden = live.Count > 0;
        var ending = _drawn > 0 ? ClearLine + "\n" : "\n";
        if (_drawn > 0)
            picture.Append('\r').Append($"\u001b[{_drawn}A");
        foreach (var line in printed)
            picture.Append(line).Append(ending);
        foreach (var line in live)
            picture.Append(line).Append(ending);
        if (_drawn > 0)
            picture.Append(ClearBelow);
        _drawn = live.Count;
        if (picture.Length > 0)
            writer.Write(picture.ToString());
    }
}
