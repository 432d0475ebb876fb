using System.Text.RegularExpressions;

namespace Slipway.Hosts.Observed;

/// <summary>
/// A command line without what may be a secret in it: what follows a word like password, token or key, a bearer token, a password in an
/// address, MySQL's -p. It masks rather too much: the value is never needed, that there is one is told.
/// </summary>
internal static partial class MaskedCommand
{
    public const string Mask = "***";

    public static string Of(string command) => Forms().Replace(command, match =>
        match.Groups["value"].Value is Mask || match.Groups["value"].Value.StartsWith('$') ? match.Value
        : match.Value[..(match.Groups["value"].Index - match.Index)] + Mask + match.Value[(match.Groups["value"].Index - match.Index + match.Groups["value"].Length)..]);

    /// <summary>What stands before each secret: --password=, -p, Authorization: Bearer.</summary>
    public static IReadOnlyList<string> SecretsIn(string command) =>
    [
        .. Forms().Matches(command)
            .Where(match => match.Groups["value"].Value is not Mask && !match.Groups["value"].Value.StartsWith('$'))
            .Select(match => match.Value[..(match.Groups["value"].Index - match.Index)].Trim())
            .Distinct(),
    ];

    [GeneratedRegex(
        """
        (?<![A-Za-z0-9])[-A-Za-z0-9_.]*(?:passw(?:or)?d|passphrase|passwd|pwd|secret|token|credential|api[-_]?key|access[-_]?key|private[-_]?key|app[-_]?key|requirepass)(?:[-_][A-Za-z0-9]+)*(?:\s*[=:]\s*|\s+)(?<value>"[^"]*"|'[^']*'|[^\s"'&;|-][^\s"'&;|]*)
        |(?:\bauthorization\s*:\s*)(?:(?:bearer|basic|token)\s+)?(?<value>[^\s"'-][^\s"']*)
        |\bbearer\s+(?<value>[^\s"'-][^\s"']*)
        |[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@]*:(?<value>[^\s/@]+)(?=@)
        |(?:\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)\b[^|;&\n]*?\s-p)(?<value>[^\s|;&]+)
        |(?:\b(?:redis-cli|valkey-cli)\b[^|;&\n]*?\s-a\s+)(?<value>[^\s|;&]+)
        |(?:\b(?:curl|wget)\b[^|;\n]*?\s(?:-u|--user)[\s=]+[^\s:'"]*:)(?<value>[^\s'"]+)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Forms();
}
