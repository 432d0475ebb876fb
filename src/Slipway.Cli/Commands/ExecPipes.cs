using Slipway.Deployments.Coordination;
using Slipway.Deployments.Sessions;
using Slipway.Events;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway exec</c> in a pipeline: bytes come and go as they are; only a terminal gets lines.</summary>
internal static class ExecPipes
{
    private const int LongestLine = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// One input cannot be read by several hosts, and a command that gets none of it may do harm. An input that has ended is none.
    /// </summary>
    /// <exception cref="ProblemException"><c>cli.input-for-several</c>: something comes, or may still come.</exception>
    public static async Task RefuseInputAsync(Stream input, AppEnvironment environment, CommandContext context)
    {
        try
        {
            var read = input.ReadAsync(new byte[1], context.Cancel).AsTask();
            if (await read.WaitAsync(Patience, context.Clock, context.Cancel) == 0)
                return;
        }
        catch (TimeoutException)
        {
            // Open and silent: whoever has its other end may still write.
        }

        throw new ProblemException(CliProblems.InputForSeveral(environment));
    }

    public static Task<int> RunAsync(HostSession session, ExecRequest request, Pipes pipes, CommandContext context)
    {
        if (pipes.Output is { } output)
        {
            session.OnLine = line =>
            {
                pipes.Error.Write(line.Line + "\n");
                pipes.Error.Flush();
            };
            return ToAsync(output, session, request, pipes, context);
        }

        return session.ExecBytesAsync(request, pipes.Input, async bytes =>
        {
            using var reader = new StreamReader(bytes, leaveOpen: true);
            await foreach (var line in BoundedLines.ReadAsync(reader, LongestLine))
                context.Output.Show(new LogEvent(session.Name, request.Command[0], line, LogStream.Out), null);
        }, context.Cancel);
    }

    /// <summary>Who reads may go away (<c>| head</c>): the command is then ended like one whose pipe is closed.</summary>
    private static async Task<int> ToAsync(Stream output, HostSession session, ExecRequest request, Pipes pipes, CommandContext context)
    {
        const int closedPipe = 141;
        var closed = false;
        try
        {
            return await session.ExecBytesAsync(request, pipes.Input, async bytes =>
            {
                try
                {
                    await bytes.CopyToAsync(output, context.Cancel);
                    await output.FlushAsync(context.Cancel);
                }
                catch (IOException)
                {
                    closed = true;
                }
            }, context.Cancel);
        }
        catch (ProblemException) when (closed)
        {
            return closedPipe;
        }
    }
}
