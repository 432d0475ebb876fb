namespace Slipway.Text;

/// <summary>A compiled file pattern over UTF-8 bytes. Matching takes time in proportion to pattern × text, whatever the pattern.</summary>
internal sealed class Glob
{
    private readonly GlobToken[] _tokens;
    private readonly bool _never;

    /// <param name="pattern">The pattern's bytes.</param>
    /// <param name="paths">True: <c>**</c> as a whole path part matches any number of folders.</param>
    public Glob(ReadOnlySpan<byte> pattern, bool paths)
    {
        var tokens = new List<GlobToken>(pattern.Length);
        for (var i = 0; i < pattern.Length && !_never;)
            _never = !Parse(pattern, paths, ref i, tokens);
        _tokens = [.. tokens];
    }

    public static bool IsSpecial(byte b) => b is (byte)'*' or (byte)'?' or (byte)'[' or (byte)'\\';

    private static bool Parse(ReadOnlySpan<byte> pattern, bool paths, ref int i, List<GlobToken> tokens)
    {
        switch (pattern[i])
        {
            case (byte)'*':
                Stars(pattern, paths, ref i, tokens);
                return true;
            case (byte)'?':
                tokens.Add(new GlobToken(GlobTokenKind.AnyByte));
                break;
            case (byte)'[':
                var set = GlobSet.Parse(pattern, ref i);
                tokens.Add(new GlobToken(GlobTokenKind.Set, Set: set));
                return set is not null;
            case (byte)'\\':
                if (++i == pattern.Length)
                    return false;
                goto default;
            default:
                tokens.Add(new GlobToken(GlobTokenKind.Byte, pattern[i]));
                break;
        }

        i++;
        return true;
    }

    private static void Stars(ReadOnlySpan<byte> pattern, bool paths, ref int i, List<GlobToken> tokens)
    {
        var start = i;
        while (i < pattern.Length && pattern[i] == '*')
            i++;
        var whole = paths && i - start > 1 && (start == 0 || pattern[start - 1] == '/');
        if (whole && i < pattern.Length && pattern[i] == '/')
        {
            i++;
            tokens.Add(new GlobToken(GlobTokenKind.Fork));
            tokens.Add(new GlobToken(GlobTokenKind.AnyFolders));
        }
        else if (whole && (i == pattern.Length || pattern[i..].StartsWith("\\/"u8)))
            tokens.Add(new GlobToken(GlobTokenKind.AnyPath));
        else
            tokens.Add(new GlobToken(GlobTokenKind.Star));
    }

    /// <summary>True when the whole text matches.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (_never)
            return false;
        // reached[t]: the tokens before t can take the text read so far.
        Span<bool> reached = _tokens.Length < 256 ? stackalloc bool[_tokens.Length + 1] : new bool[_tokens.Length + 1];
        Span<bool> next = _tokens.Length < 256 ? stackalloc bool[_tokens.Length + 1] : new bool[_tokens.Length + 1];
        reached.Clear();
        reached[0] = true;
        SkipEmpty(reached);
        foreach (var b in text)
        {
            next.Clear();
            for (var t = 0; t < _tokens.Length; t++)
                if (reached[t])
                    Take(t, b, next);
            SkipEmpty(next);
            next.CopyTo(reached);
        }

        return reached[^1];
    }

    private void Take(int t, byte b, Span<bool> next)
    {
        var token = _tokens[t];
        switch (token.Kind)
        {
            case GlobTokenKind.Byte:
                next[t + 1] |= token.Byte == b;
                break;
            case GlobTokenKind.AnyByte:
                next[t + 1] |= b != '/';
                break;
            case GlobTokenKind.Set:
                next[t + 1] |= b != '/' && token.Set!.Contains(b);
                break;
            case GlobTokenKind.Star:
                next[t] |= b != '/';
                break;
            case GlobTokenKind.AnyPath:
                next[t] = true;
                break;
            case GlobTokenKind.AnyFolders:
                next[t] = true;
                next[t + 1] |= b == '/';
                break;
        }
    }

    private void SkipEmpty(Span<bool> reached)
    {
        for (var t = 0; t < _tokens.Length; t++)
        {
            if (!reached[t])
                continue;
            if (_tokens[t].Kind is GlobTokenKind.Star or GlobTokenKind.AnyPath or GlobTokenKind.Fork)
                reached[t + 1] = true;
            if (_tokens[t].Kind is GlobTokenKind.Fork)
                reached[t + 2] = true;
        }
    }
}
