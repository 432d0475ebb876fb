using System.Text;

namespace Slipway.Text;

/// <summary>Quoting for the few places where a POSIX shell reads our text (remote bootstrap, launcher scripts).</summary>
public static class Shell
{
    /// <summary>One word that a POSIX shell reads back as exactly <paramref name="word"/>. NUL cannot be quoted.</summary>
    /// <exception cref="ArgumentException">The word contains NUL.</exception>
    public static string Quote(string word)
    {
        if (word.Contains('\0'))
            throw new ArgumentException("A shell word cannot contain NUL.", nameof(word));
        if (word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:=@%+,".Contains(c)))
            return word;
        return "'" + word.Replace("'", "'\\''") + "'";
    }

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>
    /// Splits a command line of the project file into words: blanks separate, '…' and "…" group, a backslash takes
    /// the next character literally (outside single quotes). Nothing is expanded: <c>$</c>, <c>*</c>, <c>|</c> are plain characters.
    /// </summary>
    /// <exception cref="FormatException">A quote is not closed or the text ends in a backslash.</exception>
    public static IReadOnlyList<string> Split(string commandLine)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < commandLine.Length; i++)
        {
            var c = commandLine[i];
            if (quote != '\'' && c == '\\')
            {
                if (++i == commandLine.Length)
                    throw new FormatException("the command ends in a backslash");
                (word ??= new()).Append(commandLine[i]);
            }
            else if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    word!.Append(c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                word ??= new();
            }
            else if (c is ' ' or '\t' or '\n' or '\r')
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else
                (word ??= new()).Append(c);
        }

        if (quote != '\0')
            throw new FormatException($"the quote {quote} is not closed");
        if (word is not null)
            words.Add(word.ToString());
        return words;
    }
}
