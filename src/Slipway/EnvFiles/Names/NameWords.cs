using System.Text.RegularExpressions;

namespace Slipway.EnvFiles.Names;

/// <summary>The words of a variable's name.</summary>
public static partial class NameWords
{
    /// <summary>DB_PASSWORD → DB, PASSWORD; Jwt__SigningKey → JWT, SIGNING, KEY; PGPASSWORD → PG, PASSWORD. At least one.</summary>
    public static IReadOnlyList<string> Of(string key)
    {
        var words = WordEnd().Replace(key, "_").ToUpperInvariant().Split(['_', '-', '.', ':'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? [key] : [.. words.SelectMany(Parts)];
    }

    // Written as one word by habit: MYSQLPASSWORD, MAPSAPIKEY.
    private static IEnumerable<string> Parts(string word) =>
        Glued().Match(word) is { Success: true } match ? new[] { match.Groups["first"].Value, match.Groups["last"].Value }.Where(part => part.Length > 0).SelectMany(Parts) : [word];

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordEnd();

    [GeneratedRegex("^(?<first>.+)(?<last>PASSWORD|PASSWD|PASSPHRASE|SECRET)$|^(?<first>.*(?:API|ACCESS|SECRET|PRIVATE|AUTH|ENCRYPTION|SIGNING))(?<last>KEY|TOKEN)$", RegexOptions.CultureInvariant)]
    private static partial Regex Glued();
}
