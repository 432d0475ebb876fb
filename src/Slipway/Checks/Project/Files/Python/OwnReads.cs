using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Files.Python;

/// <summary>Functions that projects write themselves around the environment.</summary>
internal static partial class OwnReads
{
    private static readonly string[] FlagTexts =
        ["strtobool", "str2bool", "str_to_bool", "string_to_bool", "to_bool", "as_bool", "parse_bool", "boolean", "eval", "literal_eval", "loads", "is_true", "truthy"];

    /// <summary><c>flag("DEBUG", True)</c>, <c>get_bool("DEBUG", default=False)</c>: a name as variables have it, and a default that switches on or off.</summary>
    public static bool Is(string path, PyArguments arguments)
    {
        var method = path[(path.LastIndexOf('.') + 1)..];
        return arguments.Key is { } key && Variable().IsMatch(key) && method.Length > 0 && method is not ("get" or "pop" or "setdefault" or "getattr" or "setattr" or "hasattr")
            && arguments.Default is PyFlag or PyText { Text: "True" or "False" or "true" or "false" or "on" or "off" or "yes" or "no" or "1" or "0" };
    }

    /// <summary>True for what makes a flag of a text: <c>strtobool("on")</c>.</summary>
    public static bool IsFlagText(string path) => Array.IndexOf(FlagTexts, path[(path.LastIndexOf('.') + 1)..]) >= 0;

    [GeneratedRegex("^[A-Z][A-Z0-9_]{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
