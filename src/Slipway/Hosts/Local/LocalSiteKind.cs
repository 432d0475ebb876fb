namespace Slipway.Hosts.Local;

/// <summary>How a request is answered when no public file does.</summary>
public enum LocalSiteKind { Static, Proxy, FastCgi }
