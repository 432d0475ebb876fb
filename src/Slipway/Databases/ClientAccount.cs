using Slipway.Files;
using Slipway.Processes;

namespace Slipway.Databases;

/// <summary>The account that runs the app and so the programs that reach its database.</summary>
/// <param name="As">Makes a command run as that account.</param>
/// <param name="Files">Owner of files that only it reads.</param>
public sealed record ClientAccount(Func<CommandLine, CommandLine> As, FileOwner Files)
{
    /// <summary>The account of this process.</summary>
    public static ClientAccount Caller { get; } = new(command => command, new FileOwner(-1, -1));
}
