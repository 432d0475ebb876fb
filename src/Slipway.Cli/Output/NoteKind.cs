namespace Slipway.Cli.Output;

/// <summary>What a line of a told story is.</summary>
internal enum NoteKind
{
    /// <summary>A chapter begins.</summary>
    Heading,

    /// <summary>What a person would type.</summary>
    Command,

    /// <summary>A claim that was observed.</summary>
    Good,

    /// <summary>A claim that was not.</summary>
    Bad,

    /// <summary>What stands beside it.</summary>
    Quiet,
}
