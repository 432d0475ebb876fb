using Slipway.Problems;
using Slipway.Secrets;

namespace Slipway.Databases;

/// <summary>Reads <c>kind://user:password@host:port/database?options</c>. Forgiving: an @ or / in the password need not be encoded.</summary>
internal static class DatabaseUrl
{
    /// <exception cref="ProblemException">It names no database or a wrong port.</exception>
    public static ServerCredentials Parse(string variable, string url)
    {
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var options = "";
        var at = AtSign(rest);
        if (rest.IndexOf('?', at + 1) is >= 0 and var question)
            (rest, options) = (rest[..question], rest[(question + 1)..]);
        var login = at < 0 ? "" : rest[..at];
        var place = rest[(at + 1)..];
        var slash = place.IndexOf('/');
        var database = slash < 0 ? "" : Uri.UnescapeDataString(place[(slash + 1)..]);
        var values = ConnectionString.Parse(options.Replace('&', ';'));
        if (database.Length == 0)
            database = ConnectionString.First(values, "dbname") ?? throw new ProblemException(BackupProblems.BadAddress(variable, "it names no database after the host"));
        var (host, port) = Place(variable, slash < 0 ? place : place[..slash]);
        var colon = login.IndexOf(':');
        var user = Uri.UnescapeDataString(colon < 0 ? login : login[..colon]);
        return new ServerCredentials(
            Option(values, "host") ?? (host.Length == 0 ? null : host), port, Option(values, "unix_socket", "socket"), database,
            user.Length == 0 ? null : user, colon < 0 ? null : new Secret(Uri.UnescapeDataString(login[(colon + 1)..])))
        {
            SslMode = Option(values, "sslmode"),
        };
    }

    // The last @; one in the options, behind a host or a path, is none of the login.
    private static int AtSign(string rest)
    {
        var question = rest.IndexOf('?');
        var before = question < 0 ? rest : rest[..question];
        return before.AsSpan().ContainsAny('@', '/') ? before.LastIndexOf('@') : rest.LastIndexOf('@');
    }

    private static string? Option(IReadOnlyDictionary<string, string> values, params string[] keys) =>
        ConnectionString.First(values, keys) is { } value ? Uri.UnescapeDataString(value) : null;

    private static (string Host, int? Port) Place(string variable, string place)
    {
        var bracket = place.StartsWith('[') ? place.IndexOf(']') : -1;
        var colon = place.IndexOf(':', Math.Max(bracket, 0));
        var host = Uri.UnescapeDataString(colon < 0 ? place : place[..colon]).Trim('[', ']');
        if (colon < 0 || colon == place.Length - 1)
            return (host, null);
        return int.TryParse(place[(colon + 1)..], out var port) && port is > 0 and < 65536
            ? (host, port)
            : throw new ProblemException(BackupProblems.BadAddress(variable, "the port is not a number from 1 to 65535"));
    }
}
