using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Cli;

/// <summary>Finds the agent that belongs to this client: beside the program, or where <c>SLIPWAY_AGENT</c> says.</summary>
internal static class AgentFile
{
    public const string Variable = "SLIPWAY_AGENT";
    private const string Relative = "agents/linux-x64/slipway-agent";

    public static AgentImage Load()
    {
        var folder = Path.GetDirectoryName(Environment.ProcessPath) ?? ".";
        var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Path.Combine(folder, Relative);
        return File.Exists(path) ? AgentImage.Load(path) : throw new ProblemException(CliProblems.NoAgent(path));
    }
}
