using System.Reflection;
using Slipway.Problems;

namespace Slipway.Agent;

internal static class AgentVersion
{
    public static string Text { get; } =
        typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static int Print()
    {
        Console.Out.Write(Text + "\n");
        return ExitCodes.Done;
    }

    public static int Usage()
    {
        Console.Error.Write("slipway-agent is started by slipway: slipway-agent serve | version\n");
        return ExitCodes.Usage;
    }
}
