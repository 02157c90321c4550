using System.Diagnostics;
using System.Formats.Cbor;
using System.Net.WebSockets;

namespace Sensorcast.LoadTest;

/// <summary>One client, and what it has seen.</summary>
internal sealed class LoadClient
{
    private const string Subprotocol = "senml+cbor";

    private readonly List<double> _latencies = [];
    private byte[] _buffer = new byte[4096];
    private long? _lastSequence;

    /// <summary>Live packs received.</summary>
    public int Packs => _latencies.Count;

    /// <summary>Packs that the server made meanwhile and that did not come, by the sequence numbers.</summary>
    public long Missing { get; private set; }

    /// <summary>From the first live pack to the last.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Of each pack, milliseconds from its base time to its arrival; true only if both machines' clocks agree.</summary>
    public IReadOnlyList<double> Latencies => _latencies;

    /// <summary>What went wrong, if it did.</summary>
    public string? Error { get; private set; }

    /// <summary>Connects and receives for so long.</summary>
    public async Task RunAsync(Uri url, TimeSpan duration, CancellationToken cancellation)
    {
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol(Subprotocol);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await client.ConnectAsync(url, cancellation);
            if (client.SubProtocol != Subprotocol)
            {
                Error = $"The server does not speak {Subprotocol}";
                return;
            }

            end.CancelAfter(duration);
            await ReceiveAsync(client, end.Token);
            Error = $"The server closed: {client.CloseStatus} {client.CloseStatusDescription}".TrimEnd();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is over, or somebody pressed Ctrl+C: what has come so far is the result.
        }
        catch (Exception e) when (e is WebSocketException or CborContentException or FormatException or InvalidOperationException)
        {
            Error = (e.InnerException ?? e).Message;
        }
    }

    private async Task ReceiveAsync(ClientWebSocket client, CancellationToken cancellation)
    {
        long start = 0;
        while (true)
        {
            int length = await ReceiveMessageAsync(client, cancellation);
            double arrival = (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;
            if (client.CloseStatus is not null)
            {
                return;
            }

            if (LivePack.Read(_buffer.AsMemory(0, length)) is LivePack pack)
            {
                if (_lastSequence is null)
                {
                    start = Stopwatch.GetTimestamp();
                }
                else
                {
                    Missing += Math.Abs(pack.Sequence - _lastSequence.Value - 1);
                }

                _lastSequence = pack.Sequence;
                _latencies.Add(arrival - (double)(pack.BaseTime * 1000));
                Duration = Stopwatch.GetElapsedTime(start);
            }
        }
    }

    private async Task<int> ReceiveMessageAsync(ClientWebSocket client, CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * length);
            }

            ValueWebSocketReceiveResult result = await client.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            length += result.Count;
            if (result.EndOfMessage)
            {
                return length;
            }
        }
    }
}
