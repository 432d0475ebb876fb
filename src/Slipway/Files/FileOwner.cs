namespace Slipway.Files;

/// <summary>Whom a file belongs to.</summary>
/// <param name="User">uid, -1 = the caller's.</param>
/// <param name="Group">gid, -1 = the caller's.</param>
public readonly record struct FileOwner(int User, int Group);
