namespace Slipway.Checks.Project.Files.Python;

/// <param name="Text">Of strings the content.</param>
internal readonly record struct PyToken(PyTokenKind Kind, string Text, int Index);

internal enum PyTokenKind
{
    Word,
    Text,

    /// <summary>An f-string: only running it would tell.</summary>
    Format,
    Number,
    Mark,
    End,
}
