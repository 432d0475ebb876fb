namespace Slipway.Precompile;

/// <summary>A type as the runtime's compiler prints it: <c>System.Span`1[char]</c>, <c>A.Outer`1+Inner`1[int,System.__Canon][]</c>.</summary>
/// <param name="Name">Namespace, outer types and own name, without type arguments.</param>
/// <param name="Arguments">Those of the outer types first.</param>
/// <param name="ArrayRanks">Empty for a type that is no array.</param>
internal sealed record TypeName(string Name, IReadOnlyList<TypeName> Arguments, int[] ArrayRanks)
{
    /// <summary>Reads one type from the start of <paramref name="text"/> and leaves what follows it.</summary>
    public static TypeName Read(ref ReadOnlySpan<char> text)
    {
        var name = ReadName(ref text);
        List<TypeName> arguments = [];
        List<int> ranks = [];
        while (text.StartsWith('['))
        {
            text = text[1..];
            if (text.StartsWith(']') || text.StartsWith(','))
                ranks.Add(ReadRank(ref text));
            else
                arguments = ReadList(ref text);
            text = text[1..];
        }
        return new(name, arguments, [.. ranks]);
    }

    /// <summary>Reads types that are parted by commas, up to the bracket that closes them.</summary>
    public static List<TypeName> ReadList(ref ReadOnlySpan<char> text)
    {
        List<TypeName> types = [];
        while (text is not [] and not [']' or ')', ..])
        {
            types.Add(Read(ref text));
            if (text.StartsWith(','))
                text = text[1..];
            else if (text is not [] and not [']' or ')', ..])
                throw new FormatException($"what is {text[0]} here?");
        }
        if (text.IsEmpty)
            throw new FormatException("a bracket is not closed");
        return types;
    }

    private static string ReadName(ref ReadOnlySpan<char> text)
    {
        int end = 0, depth = 0;
        for (; end < text.Length; end++)
        {
            if (text[end] == '<')
                depth++;
            else if (text[end] == '>')
                depth--;
            else if (depth == 0 && text[end] is '[' or ']' or ',' or '(' or ')' or ':')
                break;
        }
        var name = text[..end].ToString();
        text = text[end..];
        return name;
    }

    private static int ReadRank(ref ReadOnlySpan<char> text)
    {
        var commas = text.IndexOfAnyExcept(',');
        if (commas < 0 || text[commas] != ']')
            throw new FormatException("an array's rank is not closed");
        text = text[commas..];
        return commas + 1;
    }
}
