using Slipway.Problems;

namespace Slipway.Checks;

/// <summary>Which checks of a catalogue are asked for: by id (<c>env.debug_off</c>), group (<c>env</c>) or section.</summary>
public static class CheckSelection
{
    /// <param name="only">Empty = all.</param>
    /// <param name="skip">Taken away after that.</param>
    /// <exception cref="ProblemException"><c>checks.unknown</c>: a word that names no check.</exception>
    public static IReadOnlyList<Check> Of(IReadOnlyList<Check> all, IReadOnlyList<string> only, IReadOnlyList<string> skip)
    {
        foreach (var word in only.Concat(skip))
            if (!all.Any(check => Names(word, check.About)))
                throw new ProblemException(CheckProblems.Unknown(word, all));
        return [.. all.Where(c => only.Count == 0 || only.Any(word => Names(word, c.About))).Where(c => !skip.Any(word => Names(word, c.About)))];
    }

    private static bool Names(string word, CheckAbout about) =>
        about.Id == word || about.Id.StartsWith(word.TrimEnd('*').TrimEnd('.') + ".", StringComparison.Ordinal)
        || string.Equals(about.Section.ToString(), word, StringComparison.OrdinalIgnoreCase);
}
