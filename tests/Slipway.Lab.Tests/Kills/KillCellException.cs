namespace Slipway.Lab.Tests.Kills;

/// <summary>A case that did not end as it must.</summary>
public sealed class KillCellException(string message) : Exception(message);
