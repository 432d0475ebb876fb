using Slipway.Hosts.Local;

namespace Slipway.Cli.Local;

/// <param name="Changed">Called when a process has a new instance, so that the list of wanted processes is written.</param>
internal sealed record SupervisorContext(LocalSite Site, ProcessSpawner Spawner, TimeProvider Time, Action Changed);
