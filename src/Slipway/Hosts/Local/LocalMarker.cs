namespace Slipway.Hosts.Local;

/// <summary>The variable by which processes of a local server are recognised after it was killed.</summary>
internal static class LocalMarker
{
    public const string Variable = "SLIPWAY_LOCAL";
}
