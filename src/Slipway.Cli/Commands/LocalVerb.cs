namespace Slipway.Cli.Commands;

/// <summary>What <c>slipway local</c> is asked for; <see cref="Supervise"/> is how it starts itself in the background.</summary>
internal enum LocalVerb { Status, Start, Stop, Supervise }
