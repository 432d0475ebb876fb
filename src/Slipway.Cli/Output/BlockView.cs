using Spectre.Console;
using Spectre.Console.Rendering;
using Words = Spectre.Console.Text;

namespace Slipway.Cli.Output;

/// <summary>Draws problems in a frame.</summary>
internal sealed class BlockView(bool colors)
{
    private const int WidestFrame = 100;

    public IReadOnlyList<string> Problem(ProblemText problem, int width)
    {
        var parts = new List<IRenderable>();
        if (problem.Detail.Count > 0)
            parts.Add(new Words(string.Join('\n', problem.Detail)));
        if (problem.Causes.Count > 0)
            parts.Add(Section(problem.Causes.Count == 1 ? "Likely cause" : "Likely causes", "yellow", Numbered(problem.Causes)));
        if (problem.Remedy.Count > 0)
            parts.Add(Section("What to do", "green", new Words(string.Join('\n', problem.Remedy))));
        var origin = problem.Where is null ? problem.Code : $"{problem.Where} · {problem.Code}";
        parts.Add(new Markup($"[dim]{Markup.Escape(origin)}[/]"));
        var framed = Math.Min(width - 1, WidestFrame);
        var panel = new Panel(new Rows(Spaced(parts)))
        {
            Border = BoxBorder.Rounded,
            BorderStyle = new Style(Color.Red),
            Header = new PanelHeader($"[bold red] ✗ {Markup.Escape(Cells.Cut(problem.Title, framed - 10))} [/]"),
            Padding = new Padding(2, 0),
            Width = framed,
        };
        return ["", .. Render(panel, framed)];
    }

    private static Rows Section(string title, string color, IRenderable body) =>
        new(new Markup($"[bold {color}]{title}[/]"), body);

    private static Grid Numbered(IReadOnlyList<string> causes)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 1, 0) }).AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var (i, cause) in causes.Index())
            grid.AddRow(new Words($"{i + 1}."), new Words(cause));
        return grid;
    }

    private static IEnumerable<IRenderable> Spaced(List<IRenderable> parts) =>
        parts.SelectMany(part => (IRenderable[])[new Words(" "), part]);

    private string[] Render(IRenderable block, int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(block);
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }
}
