using System.Text;

namespace Slipway.Checks.Project.Files.Nginx;

/// <summary>Text → directives. Blocks of Lua and marks of templates are passed over; what does not fit is skipped.</summary>
internal sealed class NginxReader
{
    private const int MaxDepth = 24;

    private readonly TextFile _file;
    private int _at;

    private NginxReader(TextFile file) => _file = file;

    public static NginxDirective Read(TextFile file)
    {
        var root = new NginxDirective(file, null, "", [], 0);
        new NginxReader(file).Block(root);
        return root;
    }

    private void Block(NginxDirective root)
    {
        var open = new Stack<NginxDirective>([root]);
        var words = new List<string>();
        var start = 0;
        while (Next(out var word, out var index) is var mark && mark != '\0')
        {
            if (mark == 'w')
            {
                start = words.Count == 0 ? index : start;
                words.Add(word);
                continue;
            }

            if (words.Count > 0 && mark is ';' or '{' && words.Count > 0)
            {
                var directive = new NginxDirective(_file, open.Peek(), words[0], words[1..], start);
                open.Peek().Add(directive);
                if (mark == '{' && words[0].EndsWith("_by_lua_block", StringComparison.Ordinal))
                    _at = EndOfBraces(_at);
                else if (mark == '{' && open.Count < MaxDepth)
                    open.Push(directive);
            }

            if (mark == '}' && open.Count > 1)
                open.Pop();
            words.Clear();
        }
    }

    // 'w' = word, ';' '{' '}' = itself, NUL = the end.
    private char Next(out string word, out int index)
    {
        var text = _file.Text;
        word = "";
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
                _at++;
            else if (text[_at] == '#')
                _at = End("\n", _at);
            else if (Starts("{%") || Starts("{#"))
                _at = End(text[_at + 1] + "}", _at + 2);
            else
                break;
        }

        index = _at;
        if (_at >= text.Length)
            return '\0';
        if (text[_at] is ';' or '}' || (text[_at] == '{' && !Starts("{{")))
            return text[_at++];
        word = Word();
        return 'w';
    }

    private string Word()
    {
        var text = _file.Text;
        if (text[_at] is '"' or '\'')
            return Quoted(text[_at]);
        var word = new StringBuilder();
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] != ';')
        {
            var end = Starts("{{") ? End("}}", _at) : Starts("${") ? End("}", _at) : text[_at] == '\\' ? Math.Min(_at + 2, text.Length) : _at + 1;
            if (end == _at + 1 && text[_at] is '{' or '}' && !IsRegexBrace())
                break;
            word.Append(text, _at, end - _at);
            _at = end;
        }

        return word.ToString();
    }

    // Braces of a repetition ({2,4}) stand in a word; a block's brace stands after a blank, or ends the line.
    private bool IsRegexBrace()
    {
        var text = _file.Text;
        if (text[_at] == '}')
            return _at > 0 && char.IsAsciiDigit(text[_at - 1]) || (_at > 0 && text[_at - 1] == ',');
        return _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]);
    }

    private string Quoted(char quote)
    {
        var text = _file.Text;
        var word = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != quote; _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] == quote)
                _at++;
            word.Append(text[_at]);
        }

        _at = Math.Min(_at + 1, text.Length);
        return word.ToString();
    }

    private int EndOfBraces(int from)
    {
        var depth = 1;
        for (var i = from; i < _file.Text.Length; i++)
        {
            depth += _file.Text[i] == '{' ? 1 : _file.Text[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i + 1;
        }

        return _file.Text.Length;
    }

    private bool Starts(string mark) => _file.Text.AsSpan(_at).StartsWith(mark, StringComparison.Ordinal);

    private int End(string mark, int from) => _file.Text.IndexOf(mark, Math.Min(from, _file.Text.Length), StringComparison.Ordinal) is >= 0 and var end ? end + mark.Length : _file.Text.Length;
}
