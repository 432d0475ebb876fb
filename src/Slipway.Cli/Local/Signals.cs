namespace Slipway.Cli.Local;

/// <summary>Numbers of the signals that ask a process to end or reload; the same on every Linux CPU that .NET runs on.</summary>
internal static class Signals
{
    public const int Kill = 9;

    public static int? Number(string name) => name switch
    {
        "SIGHUP" => 1,
        "SIGINT" => 2,
        "SIGQUIT" => 3,
        "SIGKILL" => Kill,
        "SIGUSR1" => 10,
        "SIGUSR2" => 12,
        "SIGTERM" => 15,
        "SIGWINCH" => 28,
        _ => null,
    };
}
