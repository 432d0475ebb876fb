namespace Slipway.Deployments.Machines;

/// <summary>How the socket of a release leads to an app that listens on a loopback port.</summary>
/// <param name="Bridge">The process that listens on the socket for it: systemd, or the local server.</param>
/// <param name="Port">The app's port.</param>
public sealed record PortedSocket(int Bridge, int Port);
