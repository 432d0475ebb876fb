using System.Threading.Channels;
using Slipway.Deployments.Coordination;
using Slipway.Deployments.Sessions;
using Slipway.Deployments.Transactions;
using Slipway.Protocol;
using Slipway.Tests.Deployments.Support;

namespace Slipway.Tests.Deployments.Coordination;

/// <summary>The far end of a session that says what a test wants it to say, and is then heard no more.</summary>
internal sealed class ScriptedHost
{
    private readonly FrameConnection _agent;
    private readonly FrameConnection _client;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<TransactionOrder> _orders = Channel.CreateUnbounded<TransactionOrder>();

    public ScriptedHost(string name)
    {
        (_agent, _client) = TestAgentHost.Connection();
        var json = SessionJson.Default;
        _agent.Handle<BeginRequest, TransactionEvent>(SessionMethods.Begin, json, (_, cancel) => BeginAsync(cancel));
        _agent.Handle<OfferRequest, OfferReply>(SessionMethods.Offer, json, async (_, cancel) => TakesContent ? new OfferReply([]) : await VanishAsync<OfferReply>(cancel));
        _agent.OnNotification(SessionMethods.Order, json.TransactionOrder, order => _orders.Writer.WriteAsync(order).AsTask());
        Session = new HostSession(name, _client, new Owner(this));
        _ = _agent.Completion.ContinueWith(_ => _agent.DisposeAsync().AsTask(), TaskScheduler.Default);
    }

    public HostSession Session { get; }

    /// <summary>It was asked to begin and has said yes.</summary>
    public Task Begun => _begun.Task;

    /// <summary>False: it vanishes when it is asked to begin.</summary>
    public bool Answers { get; init; } = true;

    /// <summary>False: it vanishes when content is offered to it.</summary>
    public bool TakesContent { get; init; } = true;

    public Task StartAsync() => Task.WhenAll(_agent.StartAsync(), _client.StartAsync());

    public async Task TellAsync(TransactionEvent what) => await _agent.NotifyAsync(SessionMethods.Event, what, SessionJson.Default.TransactionEvent);

    public Task WaitAsync(string phase) => TellAsync(TransactionEvent.Waiting(phase));

    public async Task HearAsync(Func<TransactionOrder, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!wanted(await _orders.Reader.ReadAsync(limit.Token)))
        {
            // Another word.
        }
    }

    /// <summary>After what was told has arrived.</summary>
    public async Task VanishAsync()
    {
        _ = _agent.ByeAsync();
        await Session.Ended;
        await _agent.DisposeAsync();
    }

    private async Task<TransactionEvent> BeginAsync(CancellationToken cancel)
    {
        if (!Answers)
            return await VanishAsync<TransactionEvent>(cancel);
        _begun.TrySetResult();
        return new TransactionEvent { Kind = "accepted" };
    }

    private async Task<T> VanishAsync<T>(CancellationToken cancel)
    {
        _ = Task.Run(VanishAsync, CancellationToken.None);
        await Task.Delay(Timeout.Infinite, cancel);
        throw new OperationCanceledException(cancel);
    }

    private sealed class Owner(ScriptedHost host) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => host._agent.DisposeAsync();
    }
}
