namespace Slipway.EnvFiles.Dialects;

/// <summary>
/// What <c>set -a; . file</c> sets in a POSIX shell (read in dash 0.5.12), for files that only assign: what would run a command,
/// or depends on the shell's own state, is refused, because then a reader cannot tell the values.
/// </summary>
internal sealed class ShellReader(EnvScan scan)
{
    private readonly string _text = scan.Text;
    private int _at;

    public void Read()
    {
        var atCommand = true;
        while (!scan.Refused && SkipBlanks())
        {
            var c = _text[_at];
            if (c == '#')
                _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
            else if (c == '\n' || (c == ';' && !atCommand))
                (_at, atCommand) = (_at + 1, true);
            else if (c == ';')
                Refuse(_at, EnvProblems.Command());
            else if (Command())
                atCommand = false;
        }
    }

    /// <summary>Assignments up to the end of the line or a semicolon.</summary>
    private bool Command()
    {
        var exports = StartsExport();
        if (exports)
            _at += 6;
        while (SkipBlanks() && _text[_at] is not ('\n' or ';' or '#'))
        {
            var start = _at;
            while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
                _at++;
            var key = _text[start.._at];
            if (!EnvFile.IsKey(key) || (_at < _text.Length && _text[_at] != '=' && !(exports && EndsWord(_text[_at]))) || (_at == _text.Length && !exports))
                return Refuse(start, EnvProblems.Command());
            if (_at == _text.Length || _text[_at] != '=')
                continue;
            var valueAt = ++_at;
            var word = new ShellWord(scan, _at, exports);
            if (!word.Read())
                return false;
            _at = word.End;
            scan.Set(key, word.Value, start, valueAt.._at, word.Quoting);
        }

        return !scan.Refused;
    }

    private bool StartsExport() =>
        _text.AsSpan(_at).StartsWith("export") && _at + 6 < _text.Length && _text[_at + 6] is ' ' or '\t';

    private bool Refuse(int at, Problems.Problem problem)
    {
        scan.Refuse(at, problem);
        return false;
    }

    /// <summary>Blanks and joined lines; false at the end of the text.</summary>
    private bool SkipBlanks()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\t' || (_text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] == '\n')))
            _at += _text[_at] == '\\' ? 2 : 1;
        return _at < _text.Length;
    }

    internal static bool EndsWord(char c) => c is ' ' or '\t' or '\n' or ';';
}
