using System.Text;

namespace Slipway.Text;

/// <summary>One line of a gitignore file.</summary>
internal sealed class IgnoreRule
{
    private readonly byte[] _literal;
    private readonly Glob? _rest;
    private readonly bool _foldersOnly;
    private readonly bool _anywhere;
    private readonly bool _isEnding;

    private IgnoreRule(ReadOnlySpan<byte> pattern, bool negated)
    {
        IsNegated = negated;
        _foldersOnly = pattern.EndsWith("/"u8);
        if (_foldersOnly)
            pattern = pattern[..^1];
        _anywhere = !pattern.Contains((byte)'/');
        if (pattern.StartsWith("/"u8))
            pattern = pattern[1..];
        _isEnding = _anywhere && pattern.StartsWith("*"u8) && LiteralLength(pattern[1..]) == pattern.Length - 1;
        var literal = _isEnding ? 1 : LiteralLength(pattern);
        _literal = _isEnding ? pattern[1..].ToArray() : pattern[..literal].ToArray();
        // As git does, the rest is a pattern of its own: in "a**/b" its stars then count as a whole path part.
        if (!_isEnding && literal < pattern.Length)
            _rest = new Glob(pattern[literal..], paths: !_anywhere);
    }

    /// <summary>True for a line that starts with <c>!</c>: what matches is not ignored.</summary>
    public bool IsNegated { get; }

    /// <summary>Null for a blank line or a comment.</summary>
    public static IgnoreRule? Parse(string line)
    {
        var bytes = TrimEnd(Encoding.UTF8.GetBytes(line));
        if (bytes.Length == 0 || bytes[0] == '#')
            return null;
        return bytes[0] == '!' ? new IgnoreRule(bytes[1..], true) : new IgnoreRule(bytes, false);
    }

    /// <param name="path">Relative, UTF-8.</param>
    /// <param name="isFolder">True for a real folder, not for a symlink to one.</param>
    public bool IsMatch(ReadOnlySpan<byte> path, bool isFolder)
    {
        if (_foldersOnly && !isFolder)
            return false;
        var text = _anywhere ? path[(path.LastIndexOf((byte)'/') + 1)..] : path;
        if (_isEnding)
            return text.EndsWith(_literal);
        if (!text.StartsWith(_literal))
            return false;
        return _rest is null ? text.Length == _literal.Length : _rest.IsMatch(text[_literal.Length..]);
    }

    private static int LiteralLength(ReadOnlySpan<byte> pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
            if (Glob.IsSpecial(pattern[i]))
                return i;
        return pattern.Length;
    }

    // Blanks at the end do not count unless a backslash stands before them.
    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line)
    {
        var end = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                if (++i == line.Length)
                    return line;
                end = i + 1;
            }
            else if (line[i] != ' ')
                end = i + 1;
        }

        return line[..end];
    }
}
