namespace Slipway.EnvFiles;

/// <summary>What programs read differently.</summary>
public enum EnvDifferenceKind
{
    /// <summary>A byte order mark.</summary>
    Mark,

    /// <summary>The line is an assignment for some only.</summary>
    NoAssignment,

    /// <summary>The name, or something before it.</summary>
    Name,

    /// <summary><c>export</c> in front.</summary>
    Export,

    /// <summary>A value over several lines.</summary>
    MultiLine,

    /// <summary><c>$NAME</c> or <c>${NAME}</c>.</summary>
    Interpolation,

    /// <summary>A backslash.</summary>
    Escape,

    /// <summary>A #.</summary>
    Comment,

    /// <summary>Quotes that do not stand around the whole value.</summary>
    Quotes,

    /// <summary>Blanks around the equals sign or in a value without quotes.</summary>
    Blanks,

    /// <summary>The name stands twice, and not the same one counts.</summary>
    Twice,

    /// <summary>Anything else, such as a character that a shell acts on.</summary>
    Other,
}
