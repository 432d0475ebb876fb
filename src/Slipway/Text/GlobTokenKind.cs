namespace Slipway.Text;

/// <summary>What a step of a compiled pattern takes.</summary>
internal enum GlobTokenKind
{
    Byte,
    AnyByte,
    Set,

    /// <summary><c>*</c>: any bytes but a slash.</summary>
    Star,

    /// <summary><c>**</c> between slashes: any bytes.</summary>
    AnyPath,

    /// <summary><c>**/</c> may be left out: goes on at the next token or the one after it.</summary>
    Fork,

    /// <summary>The part of <c>**/</c> that is not left out: any bytes that end in a slash.</summary>
    AnyFolders,
}
