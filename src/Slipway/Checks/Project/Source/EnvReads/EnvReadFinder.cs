using System.Buffers;

namespace Slipway.Checks.Project.Source.EnvReads;

/// <summary>Finds what a file reads from the environment, by the language that its ending names.</summary>
internal static class EnvReadFinder
{
    private delegate ReadMatch? Matcher(ReadOnlySpan<char> text, int at);

    private static readonly Language Php = new(PhpReads.Anchors, PhpReads.Match);
    private static readonly Language Python = new(PythonReads.Anchors, PythonReads.Match);
    private static readonly Language Script = new(ScriptReads.Anchors, ScriptReads.Match);
    private static readonly Language Csharp = new(CsharpReads.Anchors, CsharpReads.Match);
    private static readonly Language Compose = new(ComposeReads.Anchors, ComposeReads.Match);

    public static IReadOnlyList<EnvRead> Find(ReadOnlySpan<char> text, in SourceName name)
    {
        if (name.Kind != SourceKind.Own || Of(name) is not { } language || text.IndexOfAny(language.Anchors) < 0)
            return [];
        var reads = new List<EnvRead>();
        var (line, counted) = (1, 0);
        for (var at = 0; text[at..].IndexOfAny(language.Anchors) is var hit && hit >= 0;)
        {
            at += hit;
            line += text[counted..at].Count('\n');
            counted = at;
            if (language == Script)
                ScriptReads.AddDestructured(text, at, line, reads);
            if (!KeyText.IsInComment(text, at) && language.Match(text, at) is { } match)
            {
                reads.Add(new EnvRead(match.Key, line, match.Kind));
                at = match.End;
            }
            else
            {
                at++;
            }
        }

        return reads;
    }

    private static Language? Of(in SourceName name) => name.Ending switch
    {
        "php" => Php,
        "py" => Python,
        "js" or "mjs" or "cjs" or "ts" or "mts" or "cts" or "jsx" or "tsx" or "vue" or "svelte" or "astro" => Script,
        "cs" or "cshtml" or "razor" => Csharp,
        "yml" or "yaml" when name.File.StartsWith("compose", StringComparison.Ordinal) || name.File.StartsWith("docker-compose", StringComparison.Ordinal) => Compose,
        _ => null,
    };

    private sealed record Language(SearchValues<string> Anchors, Matcher Match);
}
