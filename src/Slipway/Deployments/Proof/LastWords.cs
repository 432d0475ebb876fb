using Slipway.Deployments.Transactions;

namespace Slipway.Deployments.Proof;

/// <summary>What a process wrote before it failed, secrets removed: the first thing that a person asks for.</summary>
internal static class LastWords
{
    private const int Lines = 20;

    public static async Task<string> OfAsync(StepContext context, string process, string release)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), context.Time);
        try
        {
            var lines = await context.Machine.LastWordsAsync(process, release, Lines, limit.Token);
            return context.Redactor.Redact(string.Join('\n', lines));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return "";
        }
    }
}
