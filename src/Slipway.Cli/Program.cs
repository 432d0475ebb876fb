return await new System.CommandLine.RootCommand("slipway") { Slipway.Cli.Local.LocalCommand.Create() }
    .Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
