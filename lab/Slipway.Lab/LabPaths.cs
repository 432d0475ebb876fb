namespace Slipway.Lab;

/// <summary>Where the lab keeps things: images and machines on disk, claims and pids under /run.</summary>
internal static class LabPaths
{
    public const string State = "/run/slipway-lab";

    /// <summary><c>SLIPWAY_LAB_DIR</c>, or <c>/var/cache/slipway-lab</c>.</summary>
    public static string Root { get; } =
        Path.GetFullPath(Environment.GetEnvironmentVariable("SLIPWAY_LAB_DIR") is { Length: > 0 } set ? set : "/var/cache/slipway-lab");

    public static string Images => Path.Combine(Root, "images");
    public static string Packages => Path.Combine(Root, "packages");
    public static string Key => Path.Combine(Root, "key", "id_ed25519");
    public static string GlobalLock => Path.Combine(State, "lock");
    public static string ImageLock => Path.Combine(Root, "images.lock");

    public static string NetworkState(int number) => Path.Combine(State, number.ToString());
    public static string Machines(string root, int number) => Path.Combine(root, "machines", number.ToString());
}
