using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Cli;

/// <summary>Finds the agent that belongs to this client: where <c>SLIPWAY_AGENT</c> says, in the program itself, or beside it.</summary>
internal static class AgentFile
{
    public const string Variable = "SLIPWAY_AGENT";
    private const string Relative = "agents/linux-x64/slipway-agent";
    private const string Resource = "agent-linux-x64";

    public static AgentImage Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return Read(given);
        return Embedded() ?? Read(Path.Combine(Path.GetDirectoryName(Environment.ProcessPath) ?? ".", Relative));
    }

    private static AgentImage Read(string path) => File.Exists(path) ? AgentImage.Load(path) : throw new ProblemException(CliProblems.NoAgent(path));

    private static AgentImage? Embedded()
    {
        using var digest = typeof(AgentFile).Assembly.GetManifestResourceStream(Resource + ".sha256");
        if (digest is null)
            return null;
        using var reader = new StreamReader(digest);
        using var gzip = Gzip();
        return AgentImage.Of(reader.ReadToEnd().Split(' ')[0], ReadResource, (int)gzip.Length);
    }

    private static byte[] ReadResource()
    {
        using var gzip = Gzip();
        var bytes = new byte[gzip.Length];
        gzip.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Gzip() => typeof(AgentFile).Assembly.GetManifestResourceStream(Resource + ".gz")!;
}
