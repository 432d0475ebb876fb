using Slipway.Events;

namespace Slipway.Cli.Output;

/// <summary>The last line of a command: "released 17-3fa9c2d1 to production in 0.9 s: https://shop.example.com/".</summary>
internal static class Summary
{
    /// <returns>Null when there is nothing to say: a command that only showed something.</returns>
    public static string? Of(ResultEvent result)
    {
        if (result.Silent)
            return null;
        if ((result.Summary is null ? Default(result) : TerminalText.Line(result.Summary)) is not { } text)
            return null;
        if (result.Ms is { } ms && result.Outcome != Outcome.Refused)
            text += $"{(result.Outcome == Outcome.Done ? " in" : ", after")} {Quantity.Duration(ms)}";
        return result.Url is { } url ? $"{text}: {url}" : text;
    }

    private static string? Default(ResultEvent result) => result.Outcome switch
    {
        Outcome.NothingToDo => "nothing to do",
        Outcome.Failed => $"{result.Command} failed",
        Outcome.Undone => $"{result.Command} failed and was undone" + Serving(result),
        Outcome.UndoFailed => $"{result.Command} failed and could not be undone",
        Outcome.Unknown => $"{result.Command}: what became of it is not known",
        Outcome.Refused => $"{result.Command} refused; nothing was changed",
        Outcome.Cancelled => $"{result.Command} cancelled" + Serving(result),
        _ => null,
    };

    private static string Serving(ResultEvent result) => result.Release is { } release ? $"; {release} serves" : "";
}
