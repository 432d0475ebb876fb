using System.Text;
using Slipway.Checks.Project.Stack;

namespace Slipway.Checks.Project.Files.Compose;

/// <summary>Puts variables into texts as Compose does.</summary>
internal sealed class ComposeInterpolation(StackEnv env)
{
    private const int MaxDepth = 8;

    public ComposeValue Expand(string raw, int depth = 0)
    {
        var text = new StringBuilder(raw.Length);
        var (fromEnv, fromDefault, unknown) = (false, false, false);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '$' || i + 1 == raw.Length)
                text.Append(raw[i]);
            else if (raw[i + 1] == '$')
                text.Append(raw[i++]);
            else if (raw[i + 1] == '{' && End(raw, i + 2) is > 0 and var end)
            {
                Add(raw[(i + 2)..end]);
                i = end;
            }
            else if (NameLength(raw, i + 1) is > 0 and var length)
            {
                Add(raw.Substring(i + 1, length));
                i += length;
            }
            else
                text.Append('$');
        }

        return new(raw, text.ToString(), fromEnv, fromDefault, unknown);

        void Add(string inner)
        {
            var name = inner[..NameLength(inner, 0)];
            var rest = inner[name.Length..];
            var value = env.Text(name);
            var isSet = value is not null && (value.Length > 0 || !rest.StartsWith(':'));
            var word = rest.TrimStart(':');
            if (word.StartsWith('+'))
                text.Append(isSet ? word[1..] : "");
            else if (isSet)
                (_, fromEnv) = (text.Append(value), true);
            else if (word.StartsWith('-') && depth < MaxDepth)
            {
                var (_, given, byEnv, _, notKnown) = Expand(word[1..], depth + 1);
                text.Append(given);
                (fromEnv, fromDefault, unknown) = (fromEnv || byEnv, true, unknown || notKnown);
            }
            else
                unknown = true;
        }
    }

    private static int NameLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return end - start;
    }

    private static int End(string text, int start)
    {
        var depth = 1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '{')
                depth++;
            else if (text[i] == '}' && --depth == 0)
                return i;
        }

        return -1;
    }
}
