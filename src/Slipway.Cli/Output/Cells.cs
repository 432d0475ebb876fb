using System.Text;
using Spectre.Console.Rendering;

namespace Slipway.Cli.Output;

/// <summary>Widths in terminal cells: some characters take two, some none.</summary>
internal static class Cells
{
    public static int Count(string text) => new Segment(text).CellCount();

    /// <summary>Cuts to at most <paramref name="width"/> cells, with … at the cut.</summary>
    public static string Cut(string text, int width)
    {
        if (Count(text) <= width)
            return text;
        var kept = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Count(rune.ToString());
            if (used > width - 1)
                break;
            kept.Append(rune.ToString());
        }

        return width < 1 ? "" : kept.Append('…').ToString();
    }

    /// <summary>Exactly <paramref name="width"/> cells: cut or filled with blanks on the right.</summary>
    public static string Fit(string text, int width)
    {
        var cut = Cut(text, width);
        return cut + new string(' ', Math.Max(0, width - Count(cut)));
    }
}
