namespace Slipway.Cli.Local.Edge;

/// <summary>Where a request came in.</summary>
/// <param name="Link">The symlink that decides which release answers.</param>
/// <param name="IsPublic">False for the private sockets: they are not frozen, and what they say of host and scheme is believed.</param>
internal sealed record Entrance(string Link, bool IsPublic);
