using Slipway.Processes;

namespace Slipway.Hosts.Observed;

/// <summary>Runs a program of the host; a test answers with what was captured.</summary>
internal delegate Task<CommandResult> ProgramRun(CommandLine command, CancellationToken cancel);
