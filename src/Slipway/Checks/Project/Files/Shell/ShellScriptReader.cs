using System.Text;

namespace Slipway.Checks.Project.Files.Shell;

/// <summary>
/// Text of a shell script → its simple commands, in order. Good enough to say which programs run with which words: quotes, comments,
/// continuations, here-documents, substitutions, conditions. Commands inside <c>$(…)</c>, and those given to a shell or to ssh, are commands too.
/// </summary>
internal sealed class ShellScriptReader
{
    private const int MaxDepth = 6;
    private const int MaxCommands = 20_000;

    private readonly string _text;
    private readonly int _offset;
    private readonly int _depth;
    private readonly bool _remote;
    private readonly bool _substitution;
    private readonly List<ShellCommand> _commands;
    private readonly List<string> _words = [];
    private readonly List<string> _redirects = [];
    private readonly Queue<(string Word, bool Tabs, bool Runs)> _documents = [];
    private readonly StringBuilder _word = new();
    private bool _inWord;
    private bool _quoted;
    private int _start = -1;
    private int _at;
    private string _before = "\n";
    private bool _condition;
    private int _blocks;

    private ShellScriptReader(string text, int offset, int depth, bool remote, bool substitution, List<ShellCommand> commands) =>
        (_text, _offset, _depth, _remote, _substitution, _commands) = (text, offset, depth, remote, substitution, commands);

    public static IReadOnlyList<ShellCommand> Read(string text)
    {
        var commands = new List<ShellCommand>();
        new ShellScriptReader(text, 0, 0, false, false, commands).Run();
        return commands;
    }

    private void Run()
    {
        while (_at < _text.Length && _commands.Count < MaxCommands)
            Step();
        EndCommand("\n");
    }

    private void Step()
    {
        var c = _text[_at];
        if (c == '\\')
            Escape();
        else if (c is ' ' or '\t')
            (_, _at) = (EndWord(), _at + 1);
        else if (c == '#' && !_inWord)
            _at = EndOfLine(_at);
        else if (c is '\'' or '"' or '`' || (c == '$' && _at + 1 < _text.Length && _text[_at + 1] is '(' or '{' or '\''))
            Quoted();
        else if (c is '<' or '>')
            Redirect();
        else if (c == '\n')
            Line();
        else if (c is ';' or '&' or '|')
            Operator();
        else if (c == '(' && !_inWord && _words.Count == 0 && At("(("))
            Arithmetic();
        else if (c is '(' or ')')
            (_, _at) = (EndCommand(";"), _at + 1);
        else
            Add(c);
    }

    private void Add(char c)
    {
        Begin();
        _word.Append(c);
        _at++;
    }

    private void Begin()
    {
        if (_start < 0)
            _start = _at;
        _inWord = true;
    }

    private void Escape()
    {
        if (_at + 1 >= _text.Length)
            _at++;
        else if (_text[_at + 1] == '\n')
            (_, _at) = (EndWord(), _at + 2);
        else
        {
            Begin();
            _word.Append(_text[_at + 1]);
            _at += 2;
        }
    }

    private void Quoted()
    {
        Begin();
        _quoted = true;
        var from = _at;
        _at = ShellQuotes.End(_text, _at);
        var piece = _text[from.._at];
        _word.Append(ShellQuotes.Plain(piece));
        foreach (var (index, inner) in ShellQuotes.Substitutions(piece))
            Nested(inner, from + index, _remote, substitution: true);
    }

    private void Arithmetic()
    {
        var end = _text.IndexOf("))", _at, StringComparison.Ordinal);
        end = end < 0 ? EndOfLine(_at) : end + 2;
        Begin();
        _word.Append(_text, _at, end - _at);
        _at = end;
    }

    private void Redirect()
    {
        var isOut = _text[_at] == '>';
        if (_inWord && _word.Length == 1 && char.IsAsciiDigit(_word[0]))
            (_inWord, _) = (false, _word.Clear());
        EndWord();
        if (At("<<<"))
            _at += 3;
        else if (At("<<"))
            Document();
        else if (_at + 1 < _text.Length && _text[_at + 1] == '(')
        {
            var end = ShellQuotes.EndOfParentheses(_text, _at + 1);
            _words.Add(_text[_at..end]);
            Nested(_text[(_at + 2)..Math.Max(_at + 2, end - 1)], _at + 2, _remote, substitution: true);
            _at = end;
        }
        else
            Target(isOut);
    }

    private void Target(bool isOut)
    {
        var from = _at;
        while (_at < _text.Length && _text[_at] is '<' or '>' or '&' or '|')
            _at++;
        var mark = _text[from.._at];
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
            _at++;
        var word = new StringBuilder();
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not (';' or '&' or '|' or ')' or '<' or '>'))
        {
            var next = _text[_at] is '"' or '\'' or '`' or '$' ? ShellQuotes.End(_text, _at) : _at + 1;
            word.Append(ShellQuotes.Plain(_text[_at..next]));
            _at = next;
        }

        if (isOut && word.Length > 0 && !mark.EndsWith('&'))
            _redirects.Add(mark.TrimEnd('|') + word);
    }

    private void Document()
    {
        _at += 2;
        var tabs = _at < _text.Length && _text[_at] == '-';
        _at += tabs ? 1 : 0;
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
            _at++;
        var from = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not (';' or '&' or '|' or '<' or '>' or ')'))
            _at++;
        var word = _text[from.._at].Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
        if (word.Length > 0)
            _documents.Enqueue((word, tabs, ShellRunners.ReadsScript(_words)));
    }

    private void Line()
    {
        var remote = _remote || _words.Contains("ssh");
        EndCommand("\n");
        _at++;
        while (_documents.TryDequeue(out var document))
        {
            var from = _at;
            var end = -1;
            while (_at < _text.Length && end < 0)
            {
                var stop = EndOfLine(_at);
                var line = _text.AsSpan(_at, stop - _at);
                end = (document.Tabs ? line.TrimStart('\t') : line).TrimEnd().SequenceEqual(document.Word) ? _at : -1;
                _at = Math.Min(stop + 1, _text.Length);
            }

            if (document.Runs)
                Nested(_text[from..(end < 0 ? _at : end)], from, remote, substitution: false);
        }
    }

    private void Operator()
    {
        var length = _at + 1 < _text.Length && _text[_at + 1] is '&' or '|' or ';' && _at + 1 < _text.Length && (_text[_at] == _text[_at + 1] || At("|&")) ? 2 : 1;
        if (At("&>"))
        {
            EndWord();
            Target(isOut: true);
            return;
        }

        EndCommand(_text.Substring(_at, length));
        _at += length;
    }

    private bool EndWord()
    {
        if (_inWord && (_word.Length > 0 || _quoted))
        {
            if (_quoted || _words.Count > 0 || !Keyword(_word.ToString()))
                _words.Add(_word.ToString());
        }

        _word.Clear();
        (_inWord, _quoted) = (false, false);
        return true;
    }

    // At the place of a command's first word.
    private bool Keyword(string word)
    {
        switch (word)
        {
            case "if" or "elif" or "while" or "until":
                _condition = true;
                _blocks += word is "elif" ? 0 : 1;
                break;
            case "then" or "do":
                _condition = false;
                break;
            case "fi" or "done" or "esac":
                _blocks = Math.Max(0, _blocks - 1);
                break;
            case "else" or "{" or "}" or "!":
                _condition |= word == "!";
                break;
            default:
                _blocks += word is "for" or "case" or "select" ? 1 : 0;
                return false;
        }

        _start = -1;
        return true;
    }

    private bool EndCommand(string after)
    {
        EndWord();
        if (_words.Count > 0)
        {
            _commands.Add(new([.. _words], _offset + _start)
            {
                Redirects = [.. _redirects],
                After = after,
                IsPiped = _before is "|" or "|&",
                InCondition = _condition,
                IsGuarded = _blocks > 0 || _before is "&&" or "||",
                IsRemote = _remote,
                InSubstitution = _substitution,
            });
            foreach (var script in ShellRunners.Given(_words))
                Nested(script, _start, _remote || _words.Contains("ssh"), _substitution);
            if (after is not ("&&" or "||" or "|") && _blocks == 0)
                _condition = false;
        }

        if (_words.Count > 0 || after is not "\n")
            _before = after;
        _words.Clear();
        _redirects.Clear();
        _start = -1;
        return true;
    }

    private void Nested(string text, int index, bool remote, bool substitution)
    {
        if (_depth < MaxDepth && _commands.Count < MaxCommands)
            new ShellScriptReader(text, _offset + Math.Max(index, 0), _depth + 1, remote, substitution || _substitution, _commands).Run();
    }

    private bool At(string text) => _text.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);

    private int EndOfLine(int from) => _text.IndexOf('\n', from) is >= 0 and var end ? end : _text.Length;
}
