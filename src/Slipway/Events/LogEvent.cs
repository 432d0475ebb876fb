namespace Slipway.Events;

/// <summary>A line that a program wrote: a build command, the app, the web server.</summary>
/// <param name="Source">Who wrote it: a step, a process or a log (<c>composer install</c>, <c>web</c>, <c>nginx</c>).</param>
public sealed record LogEvent(string? Host, string Source, string Line, LogStream Stream = LogStream.Out) : DeploymentEvent;
