using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Sensorcast.Host.Tls;
using Sensorcast.Server;

namespace Sensorcast.Host.Streams;

/// <summary>
/// One connection that is a stream. The server's thread sees only two bounded queues; two tasks move bytes between them and the network.
/// Made by <see cref="StreamListener"/>.
/// </summary>
public sealed class StreamTransport : ITransport, IDisposable
{
    /// <summary>The bytes that may wait to be sent besides the kernel's buffer: few, because they are old when they arrive.</summary>
    private const int MaxUnsent = 4 * WebServer.MaxSendSize;

    /// <summary>The bytes that may wait to be read; beyond that TCP slows the client down.</summary>
    private const int MaxUnread = 16 * 1024;

    /// <summary>How long a handshake may take, in milliseconds: as long as a request.</summary>
    private const int HandshakeTimeout = 5000;

    private readonly Socket _socket;
    private readonly Action _notify;
    private readonly CancellationTokenSource _limit = new();
    private readonly Pipe _received = new(new PipeOptions(pauseWriterThreshold: MaxUnread, resumeWriterThreshold: MaxUnread / 2));

    // Without a threshold: writing to it never waits. CanSend bounds it.
    private readonly Pipe _unsent = new(new PipeOptions(pauseWriterThreshold: 0));
    private int _unsentCount;
    private volatile bool _isBroken;
    private volatile bool _isClosed;
    private volatile StreamState _state;

    internal StreamTransport(Socket socket, Action notify)
    {
        _socket = socket;
        _notify = notify;
        ClientSocket.SetOptions(socket);
        RemoteAddress = ClientSocket.Text((IPEndPoint)socket.RemoteEndPoint!);
    }

    /// <inheritdoc/>
    public string RemoteAddress { get; }

    /// <inheritdoc/>
    public bool CanReceive
    {
        get
        {
            if (_isClosed)
            {
                return true;
            }

            if (!_received.Reader.TryRead(out ReadResult result))
            {
                return false;
            }

            _received.Reader.AdvanceTo(result.Buffer.Start);
            return true;
        }
    }

    /// <inheritdoc/>
    public bool CanSend => _isBroken || _isClosed || Volatile.Read(ref _unsentCount) <= MaxUnsent - WebServer.MaxSendSize;

    internal StreamState State { get => _state; set => _state = value; }

    /// <summary>Completes when the connection is released. Never fails.</summary>
    internal Task End { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        if (_isClosed || !_received.Reader.TryRead(out ReadResult result))
        {
            return 0;
        }

        int taken = (int)Math.Min(count, result.Buffer.Length);
        ReadOnlySequence<byte> bytes = result.Buffer.Slice(0, taken);
        bytes.CopyTo(buffer.AsSpan(offset));
        _received.Reader.AdvanceTo(bytes.End);
        return taken;
    }

    /// <inheritdoc/>
    public SendResult Send(byte[] buffer, int offset, int count)
    {
        if (_isBroken || _isClosed)
        {
            return SendResult.Broken;
        }

        if (!CanSend)
        {
            return SendResult.NotNow;
        }

        Interlocked.Add(ref _unsentCount, count);
        _unsent.Writer.Write(buffer.AsSpan(offset, count));
        ValueTask<FlushResult> flush = _unsent.Writer.FlushAsync();
        return flush.IsCompletedSuccessfully ? SendResult.Sent : SendResult.Broken;
    }

    /// <inheritdoc/>
    public bool LingersOnClose => true;

    /// <inheritdoc/>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _state = StreamState.Closing;
        _limit.CancelAfter(ClientSocket.CloseTimeout);
        _unsent.Writer.Complete();
        _received.Reader.Complete();
    }

    /// <summary>Starts the handshake and all that follows.</summary>
    internal void Start(ServerCertificate? certificate, Action<StreamTransport> whenEnded) =>
        End = Task.Run(() => RunAsync(certificate, whenEnded));

    /// <summary>Aborts the connection, from any thread.</summary>
    public void Dispose()
    {
        _state = StreamState.Ended;
        _socket.Dispose();
        Break();
    }

    private async Task RunAsync(ServerCertificate? certificate, Action<StreamTransport> whenEnded)
    {
        try
        {
            _limit.CancelAfter(HandshakeTimeout);
            using Stream? stream = certificate is null
                ? new NetworkStream(_socket)
                : await TlsHandshake.RunAsync(_socket, certificate.Options, _limit.Token);
            if (stream is not null && _limit.TryReset())
            {
                _state = StreamState.Ready;
                _notify();
                await Task.WhenAll(ReceiveAllAsync(stream), SendAllAsync(stream));
            }
        }
        catch (Exception e) when (IsPeersDoing(e))
        {
        }
        finally
        {
            _socket.Dispose();
            whenEnded(this);
        }
    }

    private async Task ReceiveAllAsync(Stream stream)
    {
        PipeWriter writer = _received.Writer;
        try
        {
            int count;
            while ((count = await stream.ReadAsync(writer.GetMemory(), _limit.Token)) > 0)
            {
                // After a close, bytes that still come are read: a close with unread bytes would discard the last bytes that were sent to
                // the peer.
                if (!_isClosed)
                {
                    writer.Advance(count);
                    ValueTask<FlushResult> flush = writer.FlushAsync(_limit.Token);
                    _notify();
                    await flush;
                }
            }
        }
        catch (Exception e) when (IsPeersDoing(e))
        {
            Break();
        }

        await writer.CompleteAsync();
        _notify();
    }

    private async Task SendAllAsync(Stream stream)
    {
        PipeReader reader = _unsent.Reader;
        try
        {
            bool isLast;
            do
            {
                ReadResult result = await reader.ReadAsync(_limit.Token);
                foreach (ReadOnlyMemory<byte> segment in result.Buffer)
                {
                    await stream.WriteAsync(segment, _limit.Token);
                }

                int count = (int)result.Buffer.Length;
                isLast = result.IsCompleted;
                reader.AdvanceTo(result.Buffer.End);
                NoteSent(count);
            }
            while (!isLast);

            if (stream is SslStream tls)
            {
                await tls.ShutdownAsync();
            }

            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (IsPeersDoing(e))
        {
            Break();
        }

        await reader.CompleteAsync();
    }

    private void NoteSent(int count)
    {
        const int MaxToSend = MaxUnsent - WebServer.MaxSendSize;
        int left = Interlocked.Add(ref _unsentCount, -count);
        if (left <= MaxToSend && left + count > MaxToSend)
        {
            _notify();
        }
    }

    private void Break()
    {
        _isBroken = true;
        _limit.Cancel();
    }

    private static bool IsPeersDoing(Exception e) =>
        e is IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException;
}
