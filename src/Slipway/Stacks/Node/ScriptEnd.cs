namespace Slipway.Stacks.Node;

/// <summary>What a script comes down to.</summary>
internal abstract record ScriptEnd
{
    /// <summary>It serves.</summary>
    /// <param name="Last">What stays running.</param>
    /// <param name="Before">What runs before it, each with what stands after it: <c>&amp;&amp;</c> or <c>;</c>.</param>
    internal sealed record Serves(ScriptCommand Last, IReadOnlyList<(ScriptCommand Command, string Joiner)> Before) : ScriptEnd;

    /// <summary>It only serves a developer.</summary>
    /// <param name="Command">The command that does.</param>
    /// <param name="Instead">What production needs, for people.</param>
    internal sealed record Develops(string Command, string Instead) : ScriptEnd;

    /// <summary>It cannot be followed.</summary>
    /// <param name="Why">For people, as the end of a sentence.</param>
    internal sealed record Unreadable(string Why) : ScriptEnd;
}
