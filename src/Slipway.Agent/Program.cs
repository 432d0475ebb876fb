using Slipway.Agent;

// slipway-agent WHAT: each word is one life of this program.
return args switch
{
    ["serve"] => await ServeCommand.RunAsync(),
    ["transaction", var plan] => await TransactionCommand.RunAsync(plan),
    ["recover", var key] => await RecoverCommand.RunAsync(key),
    ["version"] => AgentVersion.Print(),
    _ => AgentVersion.Usage(),
};
