namespace Slipway.Cli.Demo;

/// <summary>A visitor got no whole answer; the message says how it ended, in a few words.</summary>
internal sealed class VisitFailedException(string how) : Exception(how);
