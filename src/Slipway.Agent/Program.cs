using Slipway.Agent;

// slipway-agent WHAT: each word is one life of this program.
return args switch
{
    ["serve"] => await ServeCommand.RunAsync(),
    ["version"] => AgentVersion.Print(),
    _ => AgentVersion.Usage(),
};
