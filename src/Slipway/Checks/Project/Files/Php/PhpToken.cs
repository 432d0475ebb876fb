namespace Slipway.Checks.Project.Files.Php;

/// <param name="Text">Of strings the content.</param>
internal readonly record struct PhpToken(PhpTokenKind Kind, string Text, int Index)
{
    public static PhpToken End { get; } = new(PhpTokenKind.End, "", 0);
}

internal enum PhpTokenKind
{
    Word,
    Text,
    Number,
    Mark,
    End,
}
