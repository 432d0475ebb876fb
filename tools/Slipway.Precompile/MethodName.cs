namespace Slipway.Precompile;

/// <summary>A method as the runtime's compiler prints it: <c>System.Linq.Enumerable:Where[System.__Canon](…)</c>.</summary>
internal sealed record MethodName(TypeName Owner, string Name, IReadOnlyList<TypeName> Arguments, int Parameters)
{
    /// <summary>Null for what has not this form: code that is made at run time, half a line.</summary>
    public static MethodName? Read(string line)
    {
        ReadOnlySpan<char> text = line;
        try
        {
            var owner = TypeName.Read(ref text);
            if (text is not [':', ..])
                return null;
            text = text[1..];
            var end = text.IndexOfAny('[', '(');
            if (end <= 0)
                return null;
            var name = text[..end].ToString();
            text = text[end..];
            List<TypeName> arguments = [];
            if (text.StartsWith('['))
            {
                text = text[1..];
                arguments = TypeName.ReadList(ref text);
                text = text[1..];
            }
            text = text[1..];
            var parameters = TypeName.ReadList(ref text).Count;
            return text is [')'] ? new(owner, name, arguments, parameters) : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
