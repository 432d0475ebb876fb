using Slipway.Problems;
using Slipway.Project;

namespace Slipway.Checks;

/// <summary>What can be wrong with the way in which checks are asked for.</summary>
public static class CheckProblems
{
    public static Problem Unknown(string word, IReadOnlyList<Check> all) => new(
        "checks.unknown", $"there is no check `{word}`", Nearest(word, all), null, "List them with slipway checks.") { Exit = ExitCodes.Usage };

    public static Problem UnknownWaiver(Waiver waiver, IReadOnlyList<Check> all) => new(
        "checks.unknown-waiver", $"a waiver names the check `{waiver.Check}`, which does not exist", Nearest(waiver.Check, all), null,
        "Name a check that slipway checks lists, or remove the waiver.", waiver.Where) { Exit = ExitCodes.Unreadable };

    private static string? Nearest(string word, IReadOnlyList<Check> all) =>
        Suggestion.Nearest(word, all.Select(c => c.About.Id)) is { } meant ? $"did you mean `{meant}`?" : null;
}
