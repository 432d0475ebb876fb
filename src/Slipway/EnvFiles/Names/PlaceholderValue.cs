using System.Text.RegularExpressions;

namespace Slipway.EnvFiles.Names;

/// <summary>Values that stand for one that a person has still to write.</summary>
public static partial class PlaceholderValue
{
    /// <summary>
    /// True for <c>change-me</c>, <c>&lt;token&gt;</c>, <c>hello@example.com</c>, <c>secret</c> and their like; false for an empty value. For a
    /// file that is being filled: of a bare word nobody knows whether it is meant, and nobody wants to keep it.
    /// </summary>
    public static bool Is(string value) => value.Length > 0 && (Says(value) || ExampleHost().IsMatch(value) || Bare().IsMatch(value));

    /// <summary>As <see cref="Is(string)"/>, or words that end in what the name asks for.</summary>
    public static bool Is(string key, string value) => Is(value) || Describes(key, value);

    /// <summary>True for a value that says so itself: <c>change-me</c>, <c>your_api_key</c>, <c>&lt;token&gt;</c>, <c>***</c>.</summary>
    public static bool Says(string value) => Words().IsMatch(value) || Abroad().IsMatch(value);

    /// <summary>In a file that somebody has filled: the value says so, names a domain of examples, or repeats in words what its name asks for.</summary>
    /// <param name="ownHosts">The app's own host names: they may well end in example.com.</param>
    public static bool Stands(string key, string value, IReadOnlyList<string> ownHosts)
    {
        var text = value.Trim();
        return text.Length > 0 && (Says(text) || Describes(key, text) || ExampleDomain().Matches(text.ToLowerInvariant()).Any(m => !ownHosts.Any(own => IsOwn(m.Groups["host"].Value, own))));
    }

    /// <summary><c>SMTP_PASSWORD=email-server-password</c>: words that end in what the name asks for. One word alone is a bad password instead.</summary>
    private static bool Describes(string key, string value)
    {
        var words = value.Split(['-', '_', ' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || DefaultPassword.Is(value) || !words.All(word => word.All(char.IsAsciiLetter)))
            return false;
        var last = words[^1].ToUpperInvariant();
        return last is "USERNAME" ? NameWords.Of(key)[^1] is "USERNAME" or "USER" or "LOGIN" : SecretName.Of(key) == SecretNaming.Yes && SecretName.Of(last) == SecretNaming.Yes;
    }

    private static bool IsOwn(string host, string own)
    {
        var site = own.StartsWith("www.", StringComparison.Ordinal) ? own[4..] : own;
        var labels = site.Split('.');
        var domain = string.Join('.', labels[Math.Max(0, labels.Length - 2)..]);
        return host == own || (host != domain && host != "www." + domain && host.EndsWith("." + domain, StringComparison.Ordinal));
    }

    [GeneratedRegex("""(^|[^a-z])(change[-_ ]?(me|this|it|in)|replace[-_ ]?(me|this|with))([^a-z]|$)|^(todo|tbd|fixme|dummy)[:!. ]*$|^todo[:!]|(^|[^a-z])(your([-_.][a-z]|domain|company|site|app|key|name|e?mail|password|secret|token|project)|place[-_ ]?holder|insert[-_ ]|fill[-_ ]?(me|in)|django-insecure)|[-_ ]here$|^<.*>$|<[a-z][a-z0-9 _-]*>|^\[.*\]$|\{\{.*\}\}|^x{3,}$|x{5,}|[-_]xxx|^\*{3,}$|[*.…]{3}$|^…$|^(undefined|n/a)$""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Words();

    // "Change this" and "your password" as the examples of other languages have them.
    [GeneratedRegex("""
        (^|[^\p{L}])(
          c[aá]mbia(me|lo|r)|cambi(ami|are)|changez|[aà][-_ ]?(changer|remplacer|remplir)|remplace[rz]?[-_ ]?(moi|ceci)|(bitte|hier)[-_ ]?([aä]e?ndern|ersetzen|eintragen)|[aä]e?nder[en][-_ ]?mich
          |mude[-_ ]?me|altere|troque[-_ ]?(me|isso|esta)|wijzig|vul[-_ ]?in|verander|ganti[-_ ]?(ini|saya|dengan)|de[gğ]i[sş]tir|zmie[nń]|zm[eě]n(it|te)|[aä]ndra[-_ ]?mig
          |(tu|su|sua|seu|tua|votre|ton|dein|deine|ihr|ihre|jouw|uw|twoje|din|ditt|senin)[-_ ](clave|contrase[nñ]a|token|senha|chave|password|mot[-_ ]de[-_ ]passe|cl[eé]|passwort|schl[uü]e?ssel|wachtwoord|sleutel|has[lł]o|klucz|l[oö]senord|dominio|domaine|domain)
        )([^\p{L}]|$)|измени|замени|поменя|ваш[-_ ]?(пароль|ключ|токен)|修改|替换|替換|请填|請填|你的|您的|変更|あなたの|ここに|변경|바꾸|여기에|غيّر
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Abroad();

    [GeneratedRegex(@"(^|[/.@])example\.(com|org|net)", RegexOptions.IgnoreCase)]
    private static partial Regex ExampleHost();

    [GeneratedRegex(@"(?<host>(?:[a-z0-9-]+\.)*(?:example\.(?:com|org|net)|yourdomain\.[a-z]+|domain\.com|mydomain\.[a-z]+|\b[a-z0-9-]+\.example))\b")]
    private static partial Regex ExampleDomain();

    [GeneratedRegex("""^(secret|password|key|token|foo|bar|test|user:pass(word)?@.*)$|(^|[^a-z])(my|some|super)[-_ ]?secret|(secret|key|token|password)[-_ ]?here|(^|[^a-z])(your [a-z]|dummy|todo|fixme)""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Bare();
}
