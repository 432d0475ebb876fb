using System.Text.RegularExpressions;

namespace Slipway.Checks.Project.Source;

/// <summary>Scripts that an image makes executable itself: <c>RUN chmod +x /entrypoint.sh</c>, <c>COPY --chmod=755</c>.</summary>
internal static partial class ImageModes
{
    public static HashSet<string> Made(IEnumerable<string> dockerfiles, IReadOnlyList<string> scripts)
    {
        var commands = dockerfiles.SelectMany(text => Commands().Matches(text.Replace("\\\n", " ")).Select(match => match.Groups["files"].Value)).ToList();
        return [.. scripts.Where(script => commands.Exists(files => Names(files, script)))];
    }

    // By its name, by a pattern, or with the folder that it lies in.
    private static bool Names(string files, string script) => files.Split([' ', '\t', '"', '\'', ','], StringSplitOptions.RemoveEmptyEntries).Any(word =>
    {
        var (name, last) = (Path.GetFileName(script), Path.GetFileName(word.TrimEnd('/')));
        return last == name || (last.StartsWith('*') && name.AsSpan().EndsWith(last.AsSpan(1))) || script.Split('/').SkipLast(1).Contains(last) || last is ".";
    });

    [GeneratedRegex(@"\bchmod\s+(?:-\S+\s+)*(?:[augo]*\+[rwX]*x\S*|[ugo,=rwx+]*x|0?[1357]?[57][0-7]{2})\s+(?<files>[^&;|\n]+)|--chmod=(?:0?[57][0-7]{2}|\S*\+x|\S*x)\s+(?<files>[^\n]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commands();
}
