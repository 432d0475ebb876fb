using System.Diagnostics;
using Slipway.Processes;

namespace Slipway.Hosts.Observed;

/// <summary>
/// Answers questions about the machine that it runs on: all at the same time, each with its deadline. What cannot be read is
/// unknown with the reason; it never costs another fact.
/// </summary>
internal sealed class Observer(TimeProvider time, string root = "", ProgramRun? run = null)
{
    public async Task<ObserveReply> ObserveAsync(ObserveRequest request, CancellationToken cancel)
    {
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var view = new HostView(root, run ?? RunAsync, time, request.Questions, ending.Token);
        var deadline = TimeSpan.FromMilliseconds(request.DeadlineMs);
        var answers = await Task.WhenAll(request.Questions.Select(question => AnswerAsync(question, view, deadline, cancel)));
        await ending.CancelAsync();
        return new ObserveReply(
            answers, Ms(started), (long)(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, view.ProgramsStarted);
    }

    private async Task<ObservedAnswer> AnswerAsync(Question question, HostView view, TimeSpan deadline, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            // A reader that hangs (a dead network file system) is left behind: it holds a thread, not the answer.
            var fact = await Task.Run(() => FactReaders.ReadAsync(question, view), cancel).WaitAsync(deadline, time, cancel);
            return new(fact, null, Ms(started));
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return new(null, Reason(e, deadline), Ms(started));
        }
    }

    /// <summary>Programs of the system are found also where a user's PATH does not name their folders.</summary>
    private static Task<CommandResult> RunAsync(CommandLine command, CancellationToken cancel) =>
        Command.RunAsync(command with { Program = Programs.Find(command.Program) ?? command.Program }, cancel);

    private static string Reason(Exception e, TimeSpan deadline) => e switch
    {
        UnknownFactException => e.Message,
        TimeoutException or OperationCanceledException => $"no answer within {deadline.TotalSeconds:0.#} s",
        UnauthorizedAccessException or IOException => e.Message,
        _ => $"what the host said was not understood ({e.GetType().Name}: {e.Message})",
    };

    private static long Ms(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
}
