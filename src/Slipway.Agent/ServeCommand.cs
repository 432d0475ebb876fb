using System.Runtime.InteropServices;
using Slipway.Deployments.Sessions;
using Slipway.Files;
using Slipway.Hosts;
using Slipway.Problems;
using Slipway.Protocol;

namespace Slipway.Agent;

/// <summary>Answers one client over standard input and output until it says bye or goes away.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync()
    {
        var (input, output) = StandardStreams.Take();
        var hello = new AgentHello(AgentVersion.Text, Environment.ProcessId, Posix.EffectiveUser(), Environment.MachineName);
        await using var connection = new FrameConnection(input, output, ProtocolOptions.FromEnvironment(hello.ToString()));
        using var term = OnSignal(PosixSignal.SIGTERM, connection);
        using var interrupt = OnSignal(PosixSignal.SIGINT, connection);
        using var hangup = OnSignal(PosixSignal.SIGHUP, connection);
        AddHandlers(connection, hello);
        await using var session = new AgentSession(connection, new ServerHost(), TimeProvider.System);
        try
        {
            await connection.StartAsync();
        }
        catch (ProblemException e)
        {
            Console.Error.Write($"slipway-agent: {e.Problem.Title}: {e.Problem.Detail}\n");
            return ExitCodes.Unreachable;
        }

        var end = await connection.Completion;
        return end.Reason == ConnectionEndReason.Bye ? ExitCodes.Done : ExitCodes.Cancelled;
    }

    // Each capability adds its own handlers here.
    private static void AddHandlers(FrameConnection connection, AgentHello hello)
    {
        connection.Handle<HelloRequest, HelloReply>("hello", HostsJson.Default, (_, _) =>
            Task.FromResult(new HelloReply(hello.Version, hello.ProcessId, hello.User, hello.HostName)));
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, FrameConnection connection) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            _ = connection.DisposeAsync().AsTask();
        });
}
