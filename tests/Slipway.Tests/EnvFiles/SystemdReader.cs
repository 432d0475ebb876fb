using System.Text;

namespace Slipway.Tests.EnvFiles;

/// <summary>
/// The rules of EnvironmentFile= in systemd.exec(5), for values in double quotes: a backslash before <c>" \ $ `</c> stands for
/// that character, before a line feed both vanish, elsewhere it stays; every other character is itself.
/// </summary>
internal static class SystemdReader
{
    public static List<(string Key, string Value)> Read(string text)
    {
        var found = new List<(string, string)>();
        for (var at = 0; at < text.Length; at++)
        {
            var equals = text.IndexOf("=\"", at, StringComparison.Ordinal);
            var key = text[at..equals];
            var value = new StringBuilder();
            for (at = equals + 2; text[at] != '"'; at++)
            {
                if (text[at] != '\\')
                    value.Append(text[at]);
                else if (text[++at] is '"' or '\\' or '$' or '`')
                    value.Append(text[at]);
                else if (text[at] != '\n')
                    value.Append('\\').Append(text[at]);
            }

            if (text[++at] != '\n')
                throw new FormatException("something follows the closing quote");
            found.Add((key, value.ToString()));
        }

        return found;
    }
}
