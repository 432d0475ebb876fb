using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Stacks.Node;

/// <summary>Splits the text of a script into its commands.</summary>
internal static partial class ScriptText
{
    private static readonly System.Buffers.SearchValues<char> NeedsShell = System.Buffers.SearchValues.Create("|<>$`*?()#~\n");

    /// <returns>Null when only a shell can read it: pipes, redirections, background, variables other than PORT.</returns>
    public static IReadOnlyList<ScriptPart>? Split(string script)
    {
        var parts = new List<ScriptPart>();
        var (joiner, words, word, quote) = ("", new List<string>(), (StringBuilder?)null, '\0');
        var text = PortVariable().Replace(script, Placeholders.Port);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0' ? c == quote : c is '\'' or '"')
                (quote, word) = (quote == '\0' ? c : '\0', word ?? new());
            else if (c == '\\' && quote != '\'' && i + 1 < text.Length)
                (word ??= new()).Append(text[++i]);
            else if (quote == '\'' || (quote == '"' && c is not ('$' or '`')))
                word!.Append(c);
            else if (NeedsShell.Contains(c))
                return null;
            else if (c is ' ' or '\t' or ';' or '&')
            {
                End(words, ref word);
                if (c == '&' && (i + 1 == text.Length || text[++i] != '&'))
                    return null;
                if (c is ';' or '&' && !Next(parts, ref joiner, ref words, c == '&' ? "&&" : ";"))
                    return null;
            }
            else
                (word ??= new()).Append(c);
        }

        End(words, ref word);
        if (words.Count > 0)
            parts.Add(new ScriptPart(joiner, words));
        return quote == '\0' && parts.Count > 0 && (words.Count > 0 || joiner == ";") ? parts : null;
    }

    private static void End(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
            words.Add(word.ToString());
        word = null;
    }

    private static bool Next(List<ScriptPart> parts, ref string joiner, ref List<string> words, string next)
    {
        if (words.Count == 0)
            return false;
        parts.Add(new ScriptPart(joiner, words));
        (joiner, words) = (next, []);
        return true;
    }

    [GeneratedRegex(@"\$PORT\b|\$\{PORT(:?-[^}]*)?\}")]
    private static partial Regex PortVariable();
}
