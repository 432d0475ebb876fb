using Slipway.Problems;
using Slipway.Project.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Checks.Project.Files.Yaml;

/// <summary>The first document of a YAML file as other programs read it: aliases and <c>&lt;&lt;</c> merges followed, tags passed over.</summary>
internal sealed class LooseYaml
{
    public const int MaxDepth = 64;
    public const int MaxNodes = 100_000;

    private readonly TextFile _file;
    private readonly Parser _events;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private LooseYaml(TextFile file)
    {
        _file = file;
        _events = new Parser(new Scanner(new StringReader(file.Text), skipComments: true));
    }

    /// <returns>Null when the file is empty.</returns>
    /// <exception cref="ProblemException">It is no YAML, or beyond the bounds.</exception>
    public static YamlNode? Read(TextFile file)
    {
        try
        {
            return new LooseYaml(file).Document();
        }
        catch (YamlException error)
        {
            throw new ProblemException(SyntaxProblems.Syntax("YAML", error.Message, Where(file, error.Start)), error);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw new ProblemException(SyntaxProblems.Syntax("YAML", error.Message, file.Where(1, 1)), error);
        }
    }

    private YamlNode? Document()
    {
        while (true)
        {
            var next = Next();
            if (next is StreamEnd)
                return null;
            if (next is NodeEvent)
                return Node(next, 1);
        }
    }

    private YamlNode Node(ParsingEvent start, int depth)
    {
        if (++_nodes > MaxNodes || depth > MaxDepth)
            throw new ProblemException(SyntaxProblems.Bound("YAML", $"more than {MaxNodes} values or {MaxDepth} levels", Where(_file, start.Start)));
        var at = At(start.Start);
        if (start is AnchorAlias alias)
            return _anchors.GetValueOrDefault(alias.Value.Value, new YamlScalar(at, "", true));
        YamlNode node = start switch
        {
            SequenceStart => List(at, depth),
            MappingStart => Map(at, depth),
            Scalar scalar => new YamlScalar(at, scalar.Value, scalar.Style == ScalarStyle.Plain),
            _ => throw new YamlException(start.Start, start.End, "An unexpected structure."),
        };
        if (start is NodeEvent { Anchor: { IsEmpty: false } anchor })
            _anchors[anchor.Value] = node;
        return node;
    }

    private YamlList List(Position at, int depth)
    {
        var items = new List<YamlNode>();
        for (var next = Next(); next is not SequenceEnd; next = Next())
            items.Add(Node(next, depth + 1));
        return new(at, items);
    }

    private YamlMap Map(Position at, int depth)
    {
        var entries = new List<YamlEntry>();
        var merged = new List<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var key = Node(next, depth + 1);
            var value = Node(Next(), depth + 1);
            if (key is YamlScalar { Text: "<<", Plain: true })
                merged.AddRange(Merged(value));
            else if (key is YamlScalar name && seen.Add(name.Text))
                entries.Add(new(name.Text, key.At, value));
        }

        entries.AddRange(merged.Where(entry => seen.Add(entry.Key)));
        _nodes += merged.Count;
        return new(at, entries);
    }

    private static IEnumerable<YamlEntry> Merged(YamlNode value) => value switch
    {
        YamlMap map => map.Entries,
        YamlList list => list.Items.OfType<YamlMap>().SelectMany(map => map.Entries),
        _ => [],
    };

    private ParsingEvent Next() =>
        _events.MoveNext() ? _events.Current! : throw new YamlException(Mark.Empty, Mark.Empty, "Unexpected end.");

    private static Position At(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Where(TextFile file, Mark mark) => file.Where(At(mark).Line, At(mark).Column);
}
