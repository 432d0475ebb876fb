namespace Slipway.Checks.Project.Source;

/// <summary>What kind of content a file has.</summary>
[Flags]
public enum FileForm
{
    /// <summary>It was not looked into.</summary>
    Unread = 0,

    Text = 1,

    Binary = 2,

    /// <summary>A text with at least one line that ends with CR LF.</summary>
    CrLf = 4,

    /// <summary>A text that begins with <c>#!</c>.</summary>
    Script = 8,

    /// <summary>It is there, and reading it was refused.</summary>
    Refused = 16,
}
