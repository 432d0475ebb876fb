using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Slipway.Deployments.Transactions;
using Slipway.Hosts;
using Slipway.Problems;

namespace Slipway.Deployments.Sessions;

/// <summary>The other end of a <see cref="TransactionChannel"/>: reads a transaction's events and sends it orders.</summary>
internal sealed class TransactionClient : IAsyncDisposable
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(60);
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;
    private readonly SemaphoreSlim _writing = new(1);

    private TransactionClient(NetworkStream stream) => (_stream, _reader) = (stream, new StreamReader(stream, Encoding.UTF8));

    public static async Task<TransactionClient> ConnectAsync(HostLayout layout, string transaction, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(ConnectDeadline);
        var path = TransactionChannel.PathOf(layout, transaction);
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit.Token);
                return new(new NetworkStream(socket, ownsSocket: true));
            }
            catch (SocketException)
            {
                socket.Dispose();
            }

            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, limit.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new ProblemException(SessionProblems.TransactionNotReached(transaction));
            }
        }
    }

    /// <summary>Waits for the first event: accepted, refused, or any other of a transaction that already runs.</summary>
    public async Task<TransactionEvent> FirstAsync(CancellationToken cancel) =>
        await NextAsync(cancel) ?? throw new ProblemException(SessionProblems.TransactionNotReached(""));

    /// <summary>All further events until the transaction's process closes its end.</summary>
    public async IAsyncEnumerable<TransactionEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (await NextAsync(cancel) is { } what)
            yield return what;
    }

    public async Task SendAsync(TransactionOrder order)
    {
        await _writing.WaitAsync();
        try
        {
            await _stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(order, DeploymentsJson.Default.TransactionOrder));
            await _stream.WriteAsync("\n"u8.ToArray());
        }
        catch (IOException)
        {
            // It has ended; its result, or the journal, tells how.
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
        _writing.Dispose();
    }

    private async Task<TransactionEvent?> NextAsync(CancellationToken cancel)
    {
        try
        {
            return await _reader.ReadLineAsync(cancel) is { } line
                ? JsonSerializer.Deserialize(line, DeploymentsJson.Default.TransactionEvent)
                : null;
        }
        catch (Exception e) when (e is IOException or JsonException or ObjectDisposedException)
        {
            return null;
        }
    }
}
