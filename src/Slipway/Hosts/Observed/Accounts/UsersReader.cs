using System.Globalization;

namespace Slipway.Hosts.Observed.Accounts;

internal static class UsersReader
{
    private static readonly string[] Files = ["files", "compat", "systemd"];

    private static readonly Dictionary<string, string> Schemes = new()
    {
        ["y"] = "yescrypt", ["gy"] = "gost-yescrypt", ["7"] = "scrypt", ["6"] = "sha512", ["5"] = "sha256", ["1"] = "md5", ["2b"] = "bcrypt", ["2y"] = "bcrypt",
    };

    public static async Task<UsersFact> ReadAsync(UsersQuestion asked, HostView host)
    {
        var others = OtherSources("passwd", host);
        var users = AccountFile.Users(host);
        if (asked.Names.Count > 0)
            users = [.. users.Where(user => asked.Names.Contains(user.Name))];
        var absent = asked.Names.Except(users.Select(user => user.Name)).ToList();
        if (absent.Count > 0 && others.Count > 0)
            users = [.. users, .. AccountFile.Users((await host.RunAsync("getent", ["passwd", "--", .. absent])).Output.Split('\n'))];
        var shadow = Shadow(host);
        return new([.. users.Select(user => WithPassword(user, shadow))], others);
    }

    internal static IReadOnlyList<string> OtherSources(string database, HostView host) =>
    [
        .. host.Lines("/etc/nsswitch.conf")
            .Where(line => line.StartsWith($"{database}:", StringComparison.Ordinal))
            .SelectMany(line => line[(database.Length + 1)..].Split(' ', '\t'))
            .Where(word => word.Length > 0 && word[0] != '[' && !Files.Contains(word)),
    ];

    private static Dictionary<string, string[]>? Shadow(HostView host)
    {
        try
        {
            return host.Text("/etc/shadow")?.Split('\n').Select(line => line.Split(':')).Where(f => f.Length == 9).DistinctBy(f => f[0]).ToDictionary(f => f[0]);
        }
        catch (UnknownFactException)
        {
            return null;
        }
    }

    private static HostUser WithPassword(HostUser user, Dictionary<string, string[]>? shadow)
    {
        if (shadow is null || !shadow.TryGetValue(user.Name, out var fields))
            return user;
        var hash = fields[1];
        return user with
        {
            Password = hash.Length == 0 ? PasswordState.Empty : hash[0] is '!' or '*' ? PasswordState.Locked : PasswordState.Set,
            PasswordScheme = hash.TrimStart('!').Split('$') is ["", var scheme, _, ..] ? Schemes.GetValueOrDefault(scheme, "other") : null,
            Expires = int.TryParse(fields[7], CultureInfo.InvariantCulture, out var day) ? DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day) : null,
        };
    }
}
