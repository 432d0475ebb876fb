namespace Slipway.Checks.Project.Leaks;

/// <summary>Looks at a text around a rule's anchor.</summary>
/// <param name="text">The whole text, a character for each byte.</param>
/// <param name="at">Where the anchor begins.</param>
/// <param name="anchor">Length of the anchor.</param>
internal delegate LeakMatch? LeakMatcher(ReadOnlySpan<char> text, int at, int anchor);
