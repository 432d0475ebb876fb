using System.Text.Json;
using Slipway.Protocol;

namespace Slipway.Hosts.Observed;

/// <summary>The call <c>observe</c>: many questions, one round trip.</summary>
public static class ObserveCall
{
    public const string Method = "observe";

    // Each fact has its own deadline and all are read at the same time; this is for a host that stands still.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>The host's side: answers from the machine that it runs on.</summary>
    public static void Register(FrameConnection connection, TimeProvider time) =>
        connection.Handle<ObserveRequest, ObserveReply>(Method, ObservedJson.Default, new Observer(time).ObserveAsync);

    /// <summary>The client's side. A question asked twice, by two checks for instance, is sent once.</summary>
    public static async Task<Observation> AskAsync(FrameConnection connection, IEnumerable<Question> questions, CancellationToken cancel)
    {
        var byText = questions.DistinctBy(Observation.Key).ToList();
        var json = ObservedJson.Default;
        var reply = await connection.CallAsync(
            Method, new ObserveRequest(byText), json.ObserveRequest, json.ObserveReply, Deadline, cancel);
        return new Observation(byText, reply);
    }
}
