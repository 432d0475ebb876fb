using Slipway.EnvFiles.Names;
using Slipway.Text;

namespace Slipway.Checks.Project.Env;

/// <summary>Judges secrets that the project chose itself.</summary>
internal static class SecretJudge
{
    /// <summary>Characters of a password: requirement C2.</summary>
    public const int PasswordLength = 16;

    /// <summary>Characters of a key: 128 bits as hexadecimal digits.</summary>
    public const int KeyLength = 32;

    private const double LeastBitsPerCharacter = 2.5;

    public static SecretStrength Of(string key, string value, IReadOnlyList<string> ownHosts)
    {
        var text = value.Trim();
        if (text.Length == 0)
            return SecretStrength.Empty;
        if (PlaceholderValue.Stands(key, text, ownHosts))
            return SecretStrength.Placeholder;
        if (DefaultPassword.Is(text))
            return SecretStrength.KnownDefault;
        if (text.Length < LeastLength(key))
            return SecretStrength.Short;
        return text.Distinct().Count() < 6 || Randomness.Entropy(text) < LeastBitsPerCharacter || IsSequence(text) ? SecretStrength.Regular : SecretStrength.Sound;
    }

    /// <summary>What stands inside an address or a connection string is a password.</summary>
    public static int LeastLength(string key) => SecretOwners.Of(key) is SecretOwner.Own or SecretOwner.Chosen && !SecretName.IsPassword(key) ? KeyLength : PasswordLength;

    /// <summary>"abcdefgh…", "1234…", or one piece again and again.</summary>
    private static bool IsSequence(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        if (steps.Count(s => s is 1 or -1) > steps.Count * 0.8)
            return true;
        for (var period = 1; period <= Math.Min(8, text.Length / 3); period++)
            if (Enumerable.Range(period, text.Length - period).All(i => text[i] == text[i - period]))
                return true;
        return false;
    }
}
