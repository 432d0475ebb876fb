using Slipway.Secrets;

namespace Slipway.Checks.Project.Env;

/// <summary>A variable of an env file as checks see it.</summary>
/// <param name="Where"><c>file:line:column</c>, relative to the project.</param>
public sealed record EnvVariable(string Key, Secret Value, string Where)
{
    /// <summary>The value, for judging only: it must not get into a message.</summary>
    internal string Text => Value.Reveal();

    /// <summary>Laravel takes the words null and empty for nothing.</summary>
    internal bool IsEmpty => Text.Trim() is "" or "null" or "(null)" or "empty" or "(empty)";

    internal Evidence Seen(string text) => new($"{Key} {text}", Where, Key);
}
