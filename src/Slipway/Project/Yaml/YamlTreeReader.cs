using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Project.Yaml;

/// <summary>
/// Text → nodes with positions, within bounds. Refuses anchors, aliases, tags, further documents, duplicate keys
/// and tabs; goes on after each refusal where the structure allows it.
/// </summary>
internal sealed class YamlTreeReader
{
    public const int MaxDepth = 16;
    public const int MaxNodes = 10_000;

    private readonly ProblemList _problems;
    private readonly Parser _events;
    private int _nodes;

    private YamlTreeReader(string text, ProblemList problems)
    {
        _problems = problems;
        _events = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The root; null when there is none or the text could not be read to its end (the problem is added).</summary>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        if (!YamlCharacters.Check(text, problems))
            return null;
        try
        {
            return new YamlTreeReader(text, problems).Document();
        }
        catch (YamlBoundException bound)
        {
            problems.Add(bound.At, ProjectProblems.Bound(bound.Message));
        }
        catch (YamlException error)
        {
            problems.Add(At(error.Start), ProjectProblems.Syntax(error.Message));
        }

        return null;
    }

    private YamlNode? Document()
    {
        Next<StreamStart>();
        if (Next() is StreamEnd)
        {
            _problems.Add(Position.Start, ProjectProblems.Empty());
            return null;
        }

        var root = Node(Next(), depth: 1);
        Next<DocumentEnd>();
        var after = Next();
        if (after is not StreamEnd)
            _problems.Add(At(after.Start), ProjectProblems.Documents());
        if (root is not YamlScalar { IsNull: true })
            return root;
        _problems.Add(Position.Start, ProjectProblems.Empty());
        return null;
    }

    private YamlNode Node(ParsingEvent start, int depth)
    {
        var at = At(start.Start);
        if (++_nodes > MaxNodes)
            throw new YamlBoundException(at, $"more than {MaxNodes} values");
        if (depth > MaxDepth)
            throw new YamlBoundException(at, $"nested deeper than {MaxDepth} levels");
        if (start is AnchorAlias alias)
        {
            _problems.Add(at, ProjectProblems.Alias("*" + alias.Value));
            return new YamlRefused(at);
        }

        if (start is not NodeEvent node)
            throw new YamlException(start.Start, start.Start, "A key or a value is missing.");
        Decorations(node, at);
        return start switch
        {
            SequenceStart => List(at, depth),
            MappingStart => Map(at, depth),
            Scalar scalar => new YamlScalar(at, scalar.Value, scalar.Style == ScalarStyle.Plain),
            _ => throw new YamlException(start.Start, start.End, "An unexpected structure."),
        };
    }

    private void Decorations(NodeEvent node, Position at)
    {
        if (!node.Anchor.IsEmpty)
            _problems.Add(at, ProjectProblems.Alias("&" + node.Anchor.Value));
        if (!node.Tag.IsEmpty)
            _problems.Add(at, ProjectProblems.Tag(node.Tag.IsNonSpecific ? "!" : node.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal)));
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
        var seen = new Dictionary<string, Position>(StringComparer.Ordinal);
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var key = Node(next, depth + 1);
            var value = Node(Next(), depth + 1);
            if (key is not YamlScalar name)
                _problems.Add(key.At, ProjectProblems.KeyNotText());
            else if (seen.TryAdd(name.Text, key.At))
                entries.Add(new(name.Text, key.At, value));
            else
                _problems.Add(key.At, ProjectProblems.DuplicateKey(name.Text, seen[name.Text].Line));
        }

        return new(at, entries);
    }

    private ParsingEvent Next()
    {
        try
        {
            if (_events.MoveNext())
                return _events.Current!;
        }
        catch (InvalidOperationException trap)
        {
            // The scanner fails so, without a place, at plain text that goes on across lines in brackets that are not closed.
            var last = _events.Current?.End ?? Mark.Empty;
            throw new YamlException(last, last, "The structure that follows cannot be read; is a bracket closed?", trap);
        }

        throw new YamlException(Mark.Empty, Mark.Empty, "Unexpected end.");
    }

    private void Next<T>() where T : ParsingEvent
    {
        var next = Next();
        if (next is not T)
            throw new YamlException(next.Start, next.End, "An unexpected structure.");
    }

    private static Position At(Mark mark) =>
        new(Math.Max(1, Convert.ToInt32(mark.Line, CultureInfo.InvariantCulture)), Math.Max(1, Convert.ToInt32(mark.Column, CultureInfo.InvariantCulture)));
}
