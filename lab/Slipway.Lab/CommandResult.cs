namespace Slipway.Lab;

/// <summary>What a program left behind. <paramref name="Exit"/> is 128 + n when signal n ended it.</summary>
public sealed record CommandResult(int Exit, string Out, string Error)
{
    /// <summary>Returns this when the program succeeded.</summary>
    /// <exception cref="LabException">It did not; the message has both outputs.</exception>
    public CommandResult Require(string what) => Exit == 0
        ? this
        : throw new LabException($"{what} ended with {Exit}.\n{Tail(Error)}\n{Tail(Out)}".TrimEnd());

    private static string Tail(string text) => text.Length <= 4000 ? text.Trim() : "…" + text[^4000..].Trim();
}
