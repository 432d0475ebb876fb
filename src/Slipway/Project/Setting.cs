using Slipway.Project.Yaml;

namespace Slipway.Project;

/// <summary>A value that fits its shape: string, int, bool, TimeSpan, Uri, HostAddress, words of a command, a list of settings, or <see cref="Settings"/>.</summary>
internal sealed record Setting(object Value, Position At);
