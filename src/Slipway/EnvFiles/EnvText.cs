using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.EnvFiles;

/// <summary>An env file as text that can be changed: comments, order, line ends and the other values stay as they are.</summary>
public sealed class EnvText
{
    private readonly string _text;
    private readonly EnvDialect _dialect;

    private EnvText(string text, EnvDialect dialect)
    {
        (_text, _dialect) = (text, dialect);
        Reading = EnvReader.Read(text, dialect);
    }

    public EnvReading Reading { get; }

    public static EnvText Parse(string text, EnvDialect dialect) => new(text, dialect);

    /// <summary>The whole text. It holds secrets.</summary>
    public override string ToString() => _text;

    /// <summary>
    /// Sets a value, in the quotes that stand there if every dialect reads it so, else in those that do. A name that is not there
    /// is added in a line of its own.
    /// </summary>
    /// <param name="written">How another file writes the value; taken when it reads the same here.</param>
    /// <param name="after">The name after whose line a new one stands; null or not there = at the end.</param>
    /// <exception cref="ProblemException">The file's program cannot be given this value (<c>env.write</c>).</exception>
    public EnvText Set(string key, Secret value, string? written = null, string? after = null)
    {
        var text = value.Reveal();
        var there = Reading.Final.GetValueOrDefault(key);
        if (there is not null && there.Value.Equals(value))
            return this;
        if (written is not null && Put(key, written, there, after) is var taken && taken.Has(key, text))
            return taken;
        var form = EnvForms.Choose(text, _dialect, there is null ? [] : [EnvForms.Quoted(text, there.Quoting)]);
        var changed = form is null ? null : Put(key, form, there, after);
        return changed?.Has(key, text) == true ? changed : throw new ProblemException(EnvProblems.CannotWrite(key, _dialect));
    }

    /// <summary>Adds a name with its value as another file writes it, references to other variables included; null when it would not be read.</summary>
    public EnvText? Add(string key, string written, string? after)
    {
        var added = Put(key, written, there: null, after);
        return added.Reading.Final.ContainsKey(key) && added.Reading.Final.Count == Reading.Final.Count + 1 && added.Reading.Problems.Count == Reading.Problems.Count ? added : null;
    }

    /// <summary>Takes each line of the name away.</summary>
    public EnvText Remove(string key)
    {
        var text = _text;
        foreach (var entry in Reading.Entries.Where(e => e.Key == key).Reverse())
        {
            var start = LineStart(entry.Raw.Start.Value);
            var end = AfterLine(entry.Raw.End.Value);
            text = text.Remove(start, end - start);
        }

        return new(text, _dialect);
    }

    private bool Has(string key, string value) => Reading.Find(key)?.Reveal() == value;

    private EnvText Put(string key, string form, EnvEntry? there, string? after)
    {
        if (there is not null)
        {
            var (start, end) = Place(there.Raw.Start.Value, there.Raw.End.Value);
            var gap = form.Length > 0 && end < _text.Length && _text[end] == '#' ? " " : "";
            return new(string.Concat(_text.AsSpan(0, start), form, gap, _text.AsSpan(end)), _dialect);
        }

        var lineEnd = _text.Contains("\r\n") ? "\r\n" : "\n";
        var before = after is null ? null : Reading.Final.GetValueOrDefault(after);
        var at = before is null ? _text.Length : AfterLine(before.Raw.End.Value);
        var open = at > 0 && _text[at - 1] is not ('\n' or '\r' or '\uFEFF') ? lineEnd : "";
        return new(string.Concat(_text.AsSpan(0, at), $"{open}{key}={form.Replace("\n", lineEnd)}{lineEnd}", _text.AsSpan(at)), _dialect);
    }

    /// <summary>Where a value goes: for an empty one right behind the equals sign, whose blanks a shell would take for the end.</summary>
    private (int Start, int End) Place(int start, int end)
    {
        if (start < end)
            return (start, end);
        while (start > 0 && _text[start - 1] is ' ' or '\t')
            start--;
        var rest = end;
        while (rest < _text.Length && _text[rest] is ' ' or '\t')
            rest++;
        return (start, rest == _text.Length || _text[rest] is '\n' or '\r' ? rest : start);
    }

    private int LineStart(int at)
    {
        while (at > 0 && _text[at - 1] is not ('\n' or '\r' or '\uFEFF'))
            at--;
        return at;
    }

    private int AfterLine(int at)
    {
        var end = _text.AsSpan(at).IndexOfAny('\n', '\r') is >= 0 and var found ? at + found : _text.Length;
        return end == _text.Length ? end : _text[end] == '\r' && end + 1 < _text.Length && _text[end + 1] == '\n' ? end + 2 : end + 1;
    }
}
