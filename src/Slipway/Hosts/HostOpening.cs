using System.IO.Pipelines;
using Slipway.Problems;
using Slipway.Processes;
using Slipway.Project;
using Slipway.Protocol;

namespace Slipway.Hosts;

/// <summary>From the start of ssh to the agent's hello: skips noise, sends the agent when the host asks for it, explains failures.</summary>
internal sealed class HostOpening(HostAddress host, AgentImage agent, SshSettings settings, string config, DuplexProcess ssh)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private Task _push = Task.CompletedTask;
    private bool _pushed;

    /// <returns>The agent's output with its hello as next line, and whether the agent was sent.</returns>
    public async Task<(PipeReader Input, bool Pushed)> RunAsync(CancellationToken cancel)
    {
        var input = PipeReader.Create(ssh.Output, new StreamPipeReaderOptions(bufferSize: 128 * 1024, minimumReadSize: 64 * 1024));
        using var timer = new CancellationTokenSource(settings.HelloDeadline, settings.Protocol.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            await ConverseAsync(input, timer, either.Token);
            return (input, _pushed);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var waited = _pushed ? settings.PushDeadline : settings.HelloDeadline;
            throw new ProblemException(HostProblems.Silent(host, $"no agent after {waited.TotalSeconds:0.#} s\n{ssh.Errors}"));
        }
        catch (ProblemException e) when (e.Problem.Code == "protocol.no-hello")
        {
            throw new ProblemException(await ExplainAsync(e.Problem, cancel), e);
        }
    }

    private async Task ConverseAsync(PipeReader input, CancellationTokenSource timer, CancellationToken cancel)
    {
        while (true)
        {
            var line = await Hello.ReadLineAsync(input, settings.Protocol.MaxNoise, Hello.Word, cancel).WaitAsync(cancel);
            switch (line.Text.Split(' ', 2))
            {
                case [Hello.Word, ..]:
                    await _push.WaitAsync(cancel);
                    return;
                case [Bootstrap.Need, ..] when !_pushed:
                    _pushed = true;
                    timer.CancelAfter(settings.PushDeadline);
                    _push = PushAsync(cancel);
                    break;
                case [Bootstrap.Fail, var words]:
                    await ssh.LastWordsAsync(LastWords);
                    throw new ProblemException(SshFailure.FromScript(host, words, ssh.Errors));
                default:
                    throw new ProblemException(HostProblems.NoAnswer(host, $"it said: {line.Text}"));
            }
        }
    }

    private async Task PushAsync(CancellationToken cancel)
    {
        try
        {
            await ssh.Input.WriteAsync(agent.Compressed, cancel);
            await ssh.Input.FlushAsync(cancel);
        }
        catch (IOException)
        {
            // The host stopped taking it: what it says or how ssh ends tells why.
        }
    }

    private async Task<Problem> ExplainAsync(Problem noHello, CancellationToken cancel)
    {
        await ssh.LastWordsAsync(LastWords);
        if (!ssh.Exit.IsCompleted)
            return HostProblems.NoAnswer(host, $"{noHello.Detail}\n{ssh.Errors}");
        var problem = SshFailure.Classify(host, await ssh.Exit, ssh.Errors, noHello.Detail ?? "");
        return problem.Code == "host.key-refused"
            ? await SshKeys.ExplainAsync(problem, host, settings, config, cancel)
            : problem;
    }
}
