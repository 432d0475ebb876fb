using System.Text;

namespace Slipway.Integration.Tests.EnvFiles;

/// <summary>Env files as people write them and as they get them wrong.</summary>
internal sealed class EnvFileGenerator(Random random)
{
    public static readonly string[] Keys = ["K0", "K1", "K2", "APP_NAME", "DB_URL"];

    private static readonly string[] OddKeys = ["A.B", "1X", "K-2", "K 0", "", "export", "'K1'", "\"K2\"", "ключ", ";K0", "K0 "];
    private static readonly string[] Words = ["a", "Zz", "0", "shop", "ä", "€", "x=y", "true", "base64:Zm9v+/8=", "http://h:1/p", "a b", " ", "  ", "\t", "-", "*", "{", "}", "!", "%"];
    private static readonly string[] Specials =
    [
        "#", " #", " # c", "\t#c", "'", "\"", "\\", "\\\\", "\\\"", "\\'", "\\n", "\\t", "\\r", "\\f", "\\v", "\\a", "\\$", "\\x", "$", "$$", "$K0", "${K0}", "${K1}", "${NONE}", "$NONE",
        "${K0:-d e}", "${NONE:-d}", "${NONE-d}", "${K0:+p}", "${", "${K0", "`", ";", "~", ":", "=", "\u00A0", "\f", "\v", "\u2028", "\u0085", "&", "|", "(", "<",
    ];

    private string _lineEnd = "\n";

    /// <summary>How often something unusual comes, from hardly to always; each file has its own.</summary>
    private double _odd;

    public string Next()
    {
        _odd = Math.Pow(random.NextDouble(), 3);
        _lineEnd = random.Next(8) switch { 0 => "\r\n", 1 when Odd() => "\r", _ => "\n" };
        var text = new StringBuilder();
        if (random.Next(40) == 0)
            text.Append('\uFEFF');
        var lines = random.Next(1, 7);
        for (var i = 0; i < lines; i++)
        {
            text.Append(Line());
            if (i < lines - 1 || random.Next(5) > 0)
                text.Append(_lineEnd);
        }

        return text.ToString();
    }

    private bool Odd() => random.NextDouble() < _odd;

    private string Line() => random.Next(12) switch
    {
        0 => "",
        1 => (Odd() ? " " : "") + "# comment" + (Odd() ? Value().TrimEnd('\\') : "") + "c",
        2 when Odd() => Word() + Word(),
        3 when Odd() => Keys[random.Next(Keys.Length)],
        4 when Odd() => ";" + Word(),
        _ => (Odd() ? " " : "") + (random.Next(10) == 0 ? Pick("export ", "export\t", "export  ") : "") + Key() + (Odd() ? Pick(" =", "= ", " = ", ": ", "=\t") : "=") + Value()
            + (Odd() ? Pick(" ", "\t", " # c", "#c") : ""),
    };

    private string Key() => Odd() && Odd() ? OddKeys[random.Next(OddKeys.Length)] : Keys[random.Next(Keys.Length)];

    private string Value() => random.Next(10) switch
    {
        0 => "",
        1 or 2 => "'" + Text(quote: "'") + "'",
        3 or 4 or 5 => "\"" + Text(quote: "\"") + "\"",
        6 when Odd() => "'" + Text(quote: "") + Pick("'", "\"", "", "'x", "' 'y'"),
        7 when Odd() => "\"" + Text(quote: "") + Pick("'", "\"", "", "\"x", "\" \"y\""),
        8 when Odd() => "`" + Text(quote: "`") + "`",
        _ => Text(quote: ""),
    };

    /// <param name="quote">Mostly left out, so that the text ends where it should.</param>
    private string Text(string quote)
    {
        var text = new StringBuilder();
        for (var n = random.Next(5); n > 0; n--)
        {
            var part = random.Next(5) == 0 || Odd() ? Specials[random.Next(Specials.Length)] : Word();
            if (quote.Length > 0 && random.Next(12) == 0)
                part = _lineEnd;
            if (quote.Length == 0 || !part.Contains(quote, StringComparison.Ordinal) || Odd())
                text.Append(part);
        }

        return text.ToString();
    }

    private string Word() => Words[random.Next(Words.Length)];

    private string Pick(params string[] from) => from[random.Next(from.Length)];
}
