namespace Slipway.Hosts.Local;

/// <summary>Failed: it died so often that it is not started again. Restarting: it died and waits for its next start.</summary>
public enum LocalProcessState { Running, Restarting, Stopped, Failed }
