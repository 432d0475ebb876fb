using Slipway.Hosts;

namespace Slipway.Stacks;

/// <summary>
/// The names in braces that a recipe's words, variables and files may use; replaced on the host, where releases and programs are known.
/// <list type="bullet">
/// <item><c>{release}</c> folder of the release</item>
/// <item><c>{meta}</c> our folder in it</item>
/// <item><c>{socket}</c> Unix socket that the web process listens on</item>
/// <item><c>{root}</c> folder of the app</item>
/// <item><c>{shared}</c> its shared folder</item>
/// <item><c>{port}</c> free loopback port, with <c>listen: port</c> only; known when the process starts, so the launcher and not <see cref="Resolve"/> replaces it</item>
/// <item><c>{name}</c> for each <see cref="Requirement.Placeholder"/> (<c>{php-fpm}</c> <c>{php}</c> <c>{dotnet}</c> <c>{node}</c> <c>{npm}</c> <c>{python}</c> <c>{composer}</c>): absolute path of the program on the host</item>
/// </list>
/// Any other text in braces is left as it is.
/// </summary>
public static class Placeholders
{
    /// <summary>Stands for the loopback port of <c>listen: port</c>.</summary>
    public const string Port = "{port}";

    /// <summary>The values for one release.</summary>
    /// <param name="layout">Where the app lies.</param>
    /// <param name="release">Id of the release.</param>
    /// <param name="programs">Placeholder name of a requirement → absolute path that was found.</param>
    public static IReadOnlyDictionary<string, string> For(HostLayout layout, string release, IReadOnlyDictionary<string, string>? programs = null)
    {
        var values = new Dictionary<string, string>(programs ?? new Dictionary<string, string>())
        {
            ["release"] = layout.Release(release),
            ["meta"] = layout.Meta(release),
            ["socket"] = layout.Socket(release),
            ["root"] = layout.Root,
            ["shared"] = layout.Shared,
        };
        return values;
    }

    /// <summary>Replaces every known name in braces, once: replaced text is not looked at again.</summary>
    public static string Resolve(string text, IReadOnlyDictionary<string, string> values)
    {
        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end > 0 && values.TryGetValue(text[(i + 1)..end], out var value))
            {
                result.Append(value);
                i = end;
            }
            else
                result.Append(text[i]);
        }

        return result.ToString();
    }

    public static IReadOnlyList<string> Resolve(IEnumerable<string> words, IReadOnlyDictionary<string, string> values) =>
        [.. words.Select(word => Resolve(word, values))];
}
