using System.Text;

namespace Slipway.Stacks;

/// <summary>The variables of a release's processes and commands.</summary>
public static class ProcessEnvironment
{
    /// <summary>
    /// The stack's defaults, then the app's env, then the stack's variables that name a place of this release. Variables with
    /// <see cref="Placeholders.Port"/> are left to the launcher.
    /// </summary>
    /// <param name="recipe">Whose variables.</param>
    /// <param name="env">The app's own env.</param>
    /// <param name="release">Id, given to the app as SLIPWAY_RELEASE.</param>
    /// <param name="values">Of <see cref="Placeholders.For"/>.</param>
    public static IReadOnlyDictionary<string, string> Compose(
        StackRecipe recipe, IReadOnlyDictionary<string, string> env, string release, IReadOnlyDictionary<string, string> values)
    {
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var ours = recipe.Variables.Where(variable => !IsPort(variable.Value)).ToDictionary(v => v.Key, v => Placeholders.Resolve(v.Value, values));
        foreach (var (name, value) in ours)
            result[name] = value;
        foreach (var (name, value) in env)
            result[name] = value;
        foreach (var (name, value) in ours.Where(variable => variable.Value != recipe.Variables[variable.Key]))
            result[name] = value;
        result["SLIPWAY_RELEASE"] = release;
        if (values.TryGetValue("socket", out var socket))
            result["SLIPWAY_SOCKET"] = socket;
        return result;
    }

    /// <summary>The variables that only the launcher can set.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> OfPort(StackRecipe recipe) =>
        recipe.Variables.Where(variable => IsPort(variable.Value)).OrderBy(variable => variable.Key, StringComparer.Ordinal);

    /// <summary>Text for systemd's EnvironmentFile=, which also reads values of several lines; names that are no variable names are left out.</summary>
    public static string Render(IReadOnlyDictionary<string, string> variables)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!IsName(name) || value.Contains('\0'))
                continue;
            text.Append(name).Append("=\"");
            foreach (var c in value)
                _ = c is '"' or '\\' or '$' or '`' ? text.Append('\\').Append(c) : text.Append(c);
            text.Append("\"\n");
        }

        return text.ToString();
    }

    private static bool IsPort(string value) => value.Contains(Placeholders.Port, StringComparison.Ordinal);

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
