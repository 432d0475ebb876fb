using Slipway.Cli;
using Slipway.Cli.Commands;

using var terminal = Terminal.OfProcess();
return await new CommandRunner(terminal).RunAsync(args);
