using System.Diagnostics;

namespace Slipway.Lab;

/// <summary>Runs a program to its end with a deadline. No shell, no terminal.</summary>
internal static class Command
{
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(2);

    /// <exception cref="LabException">The program could not be started, or the deadline passed (it is killed then).</exception>
    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan? deadline = null, string? input = null, CancellationToken cancel = default)
    {
        using var process = Start(program, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadline ?? TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await FeedAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new LabException($"{program} {string.Join(' ', arguments)} did not end within {deadline ?? TimeSpan.FromSeconds(60)}.");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(PipeGrace, CancellationToken.None));
        return new(process.ExitCode, Finished(output), Finished(error));
    }

    public static async Task<string> RequireAsync(string program, params string[] arguments) =>
        (await RunAsync(program, arguments)).Require($"{program} {string.Join(' ', arguments)}").Out;

    public static async Task<bool> SucceedsAsync(string program, params string[] arguments) =>
        (await RunAsync(program, arguments)).Exit == 0;

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new LabException($"{program} cannot be started: {e.Message}.", e);
        }
    }

    private static async Task FeedAsync(Process process, string? input, CancellationToken cancel)
    {
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading; its exit code tells the story.
        }
    }

    private static string Finished(Task<string> read) => read.IsCompletedSuccessfully ? read.Result : "";
}
