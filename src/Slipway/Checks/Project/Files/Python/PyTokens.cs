using System.Text;

namespace Slipway.Checks.Project.Files.Python;

/// <summary>Python text → logical lines of tokens, without comments.</summary>
internal sealed class PyTokens
{
    private static readonly string[] Long = ["**=", "//=", "==", "!=", "<=", ">=", "+=", "-=", "*=", "|=", "->", ":=", "**", "//"];

    private readonly string _text;
    private readonly List<PyLine> _lines = [];
    private readonly List<PyToken> _tokens = [];
    private int _at;
    private int _depth;
    private int _indent;

    private PyTokens(string text) => _text = text;

    public static IReadOnlyList<PyLine> Lines(string text)
    {
        var reader = new PyTokens(text);
        while (reader._at < text.Length)
            reader.Step();
        reader.EndLine();
        return reader._lines;
    }

    private void Step()
    {
        var c = _text[_at];
        if (c == '\n')
        {
            _at++;
            if (_depth == 0)
                EndLine();
        }
        else if (char.IsWhiteSpace(c))
            _at++;
        else if (c == '#')
            _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
        else if (c == '\\' && _at + 1 < _text.Length && _text[_at + 1] == '\n')
            _at += 2;
        else
            Token(c);
    }

    private void Token(char c)
    {
        if (_tokens.Count == 0)
            _indent = _at - (_text.LastIndexOf('\n', Math.Max(_at - 1, 0)) + 1);
        var start = _at;
        if (char.IsLetter(c) || c == '_')
        {
            var word = While(ch => char.IsLetterOrDigit(ch) || ch == '_');
            if (_at < _text.Length && _text[_at] is '"' or '\'' && word.Length <= 2 && word.All(p => "rRbBuUfF".Contains(p, StringComparison.Ordinal)))
                String(start, word.ToLowerInvariant());
            else
                _tokens.Add(new(PyTokenKind.Word, word, start));
        }
        else if (char.IsAsciiDigit(c))
            _tokens.Add(new(PyTokenKind.Number, While(ch => char.IsAsciiLetterOrDigit(ch) || ch is '_' or '.'), start));
        else if (c is '"' or '\'')
            String(start, "");
        else
            Mark(start);
    }

    private void String(int start, string prefix)
    {
        var quote = _text[_at];
        var triple = _text.AsSpan(_at).StartsWith(new string(quote, 3));
        var end = new string(quote, triple ? 3 : 1);
        _at += end.Length;
        var value = new StringBuilder();
        while (_at < _text.Length && !_text.AsSpan(_at).StartsWith(end))
        {
            if (!triple && _text[_at] == '\n')
                break; // not closed
            if (_text[_at] == '\\' && _at + 1 < _text.Length && !prefix.Contains('r', StringComparison.Ordinal))
                _at++;
            value.Append(_text[_at++]);
        }

        _at = Math.Min(_at + end.Length, _text.Length);
        var kind = prefix.Contains('f', StringComparison.Ordinal) ? PyTokenKind.Format : PyTokenKind.Text;
        if (_tokens.Count > 0 && _tokens[^1].Kind is PyTokenKind.Text && kind is PyTokenKind.Text)
            _tokens[^1] = _tokens[^1] with { Text = _tokens[^1].Text + value };
        else
            _tokens.Add(new(kind, value.ToString(), start));
    }

    private void Mark(int start)
    {
        var mark = Array.Find(Long, m => _text.AsSpan(_at).StartsWith(m, StringComparison.Ordinal)) ?? _text[_at].ToString();
        _at += mark.Length;
        _depth = mark is "(" or "[" or "{" ? _depth + 1 : mark is ")" or "]" or "}" ? Math.Max(0, _depth - 1) : _depth;
        if (mark == ";" && _depth == 0)
            EndLine();
        else
            _tokens.Add(new(PyTokenKind.Mark, mark, start));
    }

    private string While(Func<char, bool> goesOn)
    {
        var start = _at;
        while (_at < _text.Length && goesOn(_text[_at]))
            _at++;
        return _text[start.._at];
    }

    private void EndLine()
    {
        if (_tokens.Count > 0)
            _lines.Add(new(_indent, [.. _tokens]));
        _tokens.Clear();
    }
}
