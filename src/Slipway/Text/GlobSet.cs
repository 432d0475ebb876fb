namespace Slipway.Text;

/// <summary>A bracket expression: which of the 256 bytes it takes.</summary>
internal sealed class GlobSet
{
    private readonly bool[] _member = new bool[256];
    private bool _negated;

    public bool Contains(byte b) => _member[b] != _negated;

    /// <summary>Reads the expression whose <c>[</c> is at <paramref name="at"/>; afterwards it is behind the <c>]</c>. Null when it is not closed or names an unknown class.</summary>
    public static GlobSet? Parse(ReadOnlySpan<byte> pattern, ref int at)
    {
        var set = new GlobSet();
        var i = at + 1;
        if (i < pattern.Length && pattern[i] is (byte)'!' or (byte)'^')
        {
            set._negated = true;
            i++;
        }

        byte previous = 0; // 0: no range may start here
        for (var first = true; ; first = false)
        {
            if (i >= pattern.Length)
                return null;
            if (pattern[i] == ']' && !first)
                break;
            if (!set.Item(pattern, ref i, ref previous))
                return null;
        }

        at = i + 1;
        return set;
    }

    private bool Item(ReadOnlySpan<byte> pattern, ref int i, ref byte previous)
    {
        if (pattern[i] == '-' && previous != 0 && i + 1 < pattern.Length && pattern[i + 1] != ']')
        {
            i++;
            if (!Escaped(pattern, ref i))
                return false;
            for (int b = previous; b <= pattern[i]; b++)
                _member[b] = true;
            previous = 0;
            i++;
            return true;
        }

        if (pattern[i] == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':' && NamedClass(pattern, ref i) is { } known)
        {
            previous = 0;
            return known;
        }

        if (!Escaped(pattern, ref i))
            return false;
        previous = pattern[i++];
        _member[previous] = true;
        return true;
    }

    private static bool Escaped(ReadOnlySpan<byte> pattern, ref int i) => pattern[i] != '\\' || ++i < pattern.Length;

    // Null: what follows "[:" is not a class, so "[" is an ordinary member. False: no such class, or the expression is not closed.
    private bool? NamedClass(ReadOnlySpan<byte> pattern, ref int i)
    {
        var rest = pattern[(i + 2)..];
        var end = rest.IndexOf((byte)']');
        if (end < 0)
            return false;
        if (end == 0 || rest[end - 1] != ':')
            return null;
        if (Class(rest[..(end - 1)]) is not { } member)
            return false;
        for (var b = 0; b < 128; b++)
            _member[b] |= member((char)b);
        i += 2 + end + 1;
        return true;
    }

    private static Func<char, bool>? Class(ReadOnlySpan<byte> name) => System.Text.Encoding.ASCII.GetString(name) switch
    {
        "alnum" => char.IsAsciiLetterOrDigit,
        "alpha" => char.IsAsciiLetter,
        "blank" => c => c is ' ' or '\t',
        "cntrl" => c => c is < ' ' or '\x7f',
        "digit" => char.IsAsciiDigit,
        "graph" => c => c is > ' ' and < '\x7f',
        "lower" => char.IsAsciiLetterLower,
        "print" => c => c is >= ' ' and < '\x7f',
        "punct" => c => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c),
        "space" => c => c is ' ' or (>= '\t' and <= '\r'),
        "upper" => char.IsAsciiLetterUpper,
        "xdigit" => char.IsAsciiHexDigit,
        _ => null,
    };
}
