using System.Text.RegularExpressions;

namespace Slipway.Stacks.Node;

/// <summary>What the source makes of the variable PORT. A path of a socket goes where the text is passed on as it is, not where a number is made of it.</summary>
internal static partial class NodePort
{
    private const int Depth = 4;
    private const int MostFiles = 400;

    private static readonly string[] Patterns = ["*.js", "*.ts", "*.mjs", "*.cjs", "*.mts"];

    /// <returns>Where a number is made of it, as a path; null when nobody does.</returns>
    public static string? MakesNumber(ProjectFolder folder) => Files(folder).FirstOrDefault(path => Number().IsMatch(folder.Text(path) ?? ""));

    /// <returns>Where a port is fixed, as a path and the number; null when none is, or PORT is read.</returns>
    public static (string Path, string Port)? Fixed(ProjectFolder folder)
    {
        (string, string)? found = null;
        foreach (var path in Files(folder))
        {
            var text = folder.Text(path) ?? "";
            if (text.Contains("PORT", StringComparison.Ordinal))
                return null;
            if (found is null && Listens().Match(text) is { Success: true } match)
                found = (path, match.Groups[1].Value);
        }

        return found;
    }

    private static IEnumerable<string> Files(ProjectFolder folder) => Patterns.SelectMany(pattern => folder.Find(pattern, Depth))
        .Where(path => !path.Contains(".min.", StringComparison.Ordinal) && !path.Contains(".test.", StringComparison.Ordinal) && !path.Contains(".spec.", StringComparison.Ordinal)
            && !path.Split('/').Any(part => part is "dist" or "build" or "public" or "client" or "web" or "frontend" or "static"))
        .Take(MostFiles);

    // Number(process.env.PORT), parseInt(env.PORT, 10), +process.env.PORT; PORT: Joi.number(), z.coerce.number(), port(), num().
    [GeneratedRegex(@"(?:Number|parseInt|Number\.parseInt|toNumber)\s*\(\s*(?:process\.)?env(?:\.|\[['""])PORT\b|\+\s*process\.env\.PORT\b|\bPORT\s*:\s*(?:Joi|joi|z|yup|t|envalid|v|s)?\.?(?:coerce\.)?(?:number|port|num|int|integer)\s*\(|normalizePort\s*\(")]
    private static partial Regex Number();

    [GeneratedRegex(@"\.listen\(\s*(?:\{\s*port\s*:\s*)?(\d{2,5})\b")]
    private static partial Regex Listens();
}
