using System.Buffers;
using Slipway.Text;

namespace Slipway.Checks.Project.Leaks;

/// <summary>Values that stand in for a secret and open nothing.</summary>
internal static class Dummies
{
    // AWS, jwt.io, Stripe and GitHub print these in their own documentation; the last one is that of the storage emulator of Azure.
    private static readonly SearchValues<string> Known = SearchValues.Create(
        ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG", "eyJzdWIiOiIxMjM0NTY3ODkwIi", "4eC39HqLyjWDarjtT1zdp7dc", "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq"],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["example", "xxxx", "your-", "your_", "yourapi", "yoursecret", "yourtoken", "yourpass", "placeholder", "changeme", "change-me", "change_me", "replace", "dummy", "redacted", "insert", "notreal", "not-a-real", "not_a_real", "...", "****", "todo", "fake"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> References = SearchValues.Create(
        ["${", "{{", "<%", "%(", "#{", "$(", "{$", "%{", "$_", "getenv", "process.env", "environ", "secrets."], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] WeakStarts =
        ["password", "passwort", "passwd", "secret", "admin", "test", "root", "user", "demo", "guest", "postgres", "mysql", "laravel", "qwerty", "letmein", "welcome", "pass", "dev", "local", "foo", "bar", "abc"];

    public static bool IsDummy(ReadOnlySpan<char> value) =>
        value.IndexOfAny(Known) >= 0 || value.IndexOfAny(Words) >= 0 || Randomness.Distinct(value) < Math.Min(6, value.Length / 2) || HasRow(value, 10);

    /// <summary>Points to where the value really is: a variable, a template, a secret store.</summary>
    public static bool IsReference(ReadOnlySpan<char> value) => value.IndexOfAny(References) >= 0 || value[0] is '$' or '%' or '<' or '{' or '@' or '&' or '!';

    /// <summary>A well-known bad password: other checks speak about these where they matter.</summary>
    public static bool IsWeak(ReadOnlySpan<char> value)
    {
        foreach (var start in WeakStarts)
            if (value.StartsWith(start, StringComparison.OrdinalIgnoreCase) && !value[start.Length..].ContainsAnyInRange('a', 'z') && value.Length - start.Length <= 6)
                return true;
        return HasRow(value, 6) || Plain(value).StartsWith("password", StringComparison.OrdinalIgnoreCase);
    }

    // P@55w0rd
    private static string Plain(ReadOnlySpan<char> value) =>
        value.ToString().Replace('4', 'a').Replace('@', 'a').Replace('5', 's').Replace('$', 's').Replace('0', 'o');

    // 0123456789, abcdefghij
    private static bool HasRow(ReadOnlySpan<char> value, int length)
    {
        var row = 1;
        for (var i = 1; i < value.Length; i++)
        {
            row = value[i] == value[i - 1] + 1 || (value[i] == '0' && value[i - 1] == '9') ? row + 1 : 1;
            if (row >= length)
                return true;
        }

        return false;
    }
}
