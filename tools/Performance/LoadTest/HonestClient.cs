using System.Diagnostics;
using System.Formats.Cbor;
using System.Net;
using System.Net.WebSockets;

namespace Sensorcast.LoadTest;

/// <summary>Connects once, reads everything at once, and counts missing packs.</summary>
internal sealed class HonestClient : LoadClient, IDisposable
{
    private const string Subprotocol = "senml+cbor";

    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);

    private readonly Uri _url;
    private readonly PackAge _ageOf;
    private readonly ClientWebSocket _client = new();
    private byte[] _buffer = new byte[4096];
    private long? _lastSequence;

    /// <param name="url">The stream to connect to.</param>
    /// <param name="ageOf">Gives the latency of a pack.</param>
    /// <param name="token">The access token, if the server needs one.</param>
    public HonestClient(Uri url, PackAge ageOf, string? token = null)
    {
        _url = url;
        _ageOf = ageOf;
        _client.Options.AddSubProtocol(Subprotocol);
        _client.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            _client.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }
    }

    /// <inheritdoc/>
    public override string Kind => "honest";

    /// <summary>Live packs received.</summary>
    public long Packs { get; private set; }

    /// <summary>Packs of this time that did not come, by the sequence numbers.</summary>
    public long Missing { get; private set; }

    /// <summary>From the first live pack to the last.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Of each pack whose age is known.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>The error, if there was one.</summary>
    public string? Error { get; private set; }

    /// <summary>Live packs a second.</summary>
    public double Rate => (Packs - 1) / Duration.TotalSeconds;

    /// <summary>Connects; <see cref="Error"/> says whether that failed.</summary>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(ConnectTimeout);
        try
        {
            await _client.ConnectAsync(_url, timeout.Token);
            Connects++;
            if (_client.SubProtocol != Subprotocol)
            {
                Error = $"The server does not speak {Subprotocol}";
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            bool isRefused = _client.HttpStatusCode == HttpStatusCode.ServiceUnavailable;
            Refusals += isRefused ? 1 : 0;
            Failures += isRefused ? 0 : 1;
            Error = $"Cannot connect: {(e.InnerException ?? e).Message}";
        }
    }

    /// <summary>Receives until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        if (Error is not null)
        {
            return;
        }

        try
        {
            await ReceiveAsync(end);
            Cuts++;
            Error = $"The server closed: {_client.CloseStatus} {_client.CloseStatusDescription}".TrimEnd();
        }
        catch (Exception e) when (end.IsCancellationRequested && e is OperationCanceledException or WebSocketException)
        {
            // The time is over, or Ctrl+C was pressed: the packs so far are the result. The cancellation of one
            // receive aborts the connection, and the next receive may find that before the cancellation.
        }
        catch (OperationCanceledException)
        {
            Error = $"Nothing came for {MaxSilence.TotalSeconds} seconds";
        }
        catch (WebSocketException e)
        {
            Cuts++;
            Error = (e.InnerException ?? e).Message;
        }
        catch (Exception e) when (e is CborContentException or FormatException or InvalidOperationException or OverflowException)
        {
            Error = $"Not a SenML pack: {e.Message}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task ReceiveAsync(CancellationToken end)
    {
        long start = 0;
        while (true)
        {
            int length = await ReceiveMessageAsync(end);
            long arrival = Stopwatch.GetTimestamp();
            if (_client.CloseStatus is not null)
            {
                return;
            }

            if (LivePack.Read(_buffer.AsMemory(0, length)) is not LivePack pack)
            {
                continue;
            }

            if (_lastSequence is null)
            {
                start = Stopwatch.GetTimestamp();
            }
            else
            {
                Missing += Math.Abs(pack.Sequence - _lastSequence.Value - 1);
            }

            _lastSequence = pack.Sequence;
            Packs++;
            Duration = Stopwatch.GetElapsedTime(start);
            if (_ageOf(pack, arrival) is double age)
            {
                Latencies.Add(age);
            }
        }
    }

    private async Task<int> ReceiveMessageAsync(CancellationToken end)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(end);
        silence.CancelAfter(MaxSilence);
        int length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * length);
            }

            ValueWebSocketReceiveResult result = await _client.ReceiveAsync(_buffer.AsMemory(length), silence.Token);
            length += result.Count;
            if (result.EndOfMessage)
            {
                return length;
            }
        }
    }
}
