namespace Slipway.Checks.Project.Files.Python;

/// <summary>A logical line: brackets and backslashes join several.</summary>
internal sealed record PyLine(int Indent, IReadOnlyList<PyToken> Tokens)
{
    public string First => Tokens[0].Kind == PyTokenKind.Word ? Tokens[0].Text : "";

    public bool OpensBlock => Tokens[^1] is { Kind: PyTokenKind.Mark, Text: ":" };
}
