namespace Slipway.Files;

/// <summary>Permission bits by what a file is for (traps T10 and T30: never one mode for everything).</summary>
public static class FileModes
{
    /// <summary>0600: only its owner.</summary>
    public const int Secret = 0b110_000_000;

    /// <summary>0640: the owner writes, the run user's group reads (env files).</summary>
    public const int Private = 0b110_100_000;

    /// <summary>0644.</summary>
    public const int Public = 0b110_100_100;

    /// <summary>0660: both the deploy user and the run user write.</summary>
    public const int Shared = 0b110_110_000;

    /// <summary>0750: launchers.</summary>
    public const int PrivateProgram = 0b111_101_000;

    /// <summary>0755.</summary>
    public const int PublicFolder = 0b111_101_101;

    /// <summary>0700.</summary>
    public const int SecretFolder = 0b111_000_000;

    /// <summary>2750: the run user makes sockets, the web server's group reaches them.</summary>
    public const int SocketFolder = 0b010_111_101_000;

    /// <summary>2770: both users write, new files keep the group.</summary>
    public const int SharedFolder = 0b010_111_111_000;

    /// <summary>2775: as <see cref="SharedFolder"/>, and the web server may read (uploads).</summary>
    public const int SharedPublicFolder = 0b010_111_111_101;
}
