namespace Slipway.Stacks.Node;

/// <summary>One command of a script.</summary>
/// <param name="Joiner">What stands before it: nothing, <c>&amp;&amp;</c> or <c>;</c>.</param>
/// <param name="Words">Unquoted; <c>$PORT</c> is <see cref="Placeholders.Port"/>.</param>
internal sealed record ScriptPart(string Joiner, IReadOnlyList<string> Words);
