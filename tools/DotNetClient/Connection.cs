using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Sensorcast.Client;

/// <summary>One WebSocket to a board: whole messages in and out, and every failure as a <see cref="SensorcastException"/>.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>Far more than a board has memory for.</summary>
    private const int LongestMessage = 64 * 1024 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer = new byte[16 * 1024];

    private Connection(ClientWebSocket socket) => _socket = socket;

    /// <exception cref="SensorcastException">There is no connection.</exception>
    public static async Task<Connection> OpenAsync(Uri url, SensorcastClientOptions options, CancellationToken cancellation)
    {
        string subprotocol = options.Encoding == SenmlEncoding.Cbor ? "senml+cbor" : "senml+json";
        var socket = new ClientWebSocket();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.ConnectTimeout);
        try
        {
            socket.Options.AddSubProtocol(subprotocol);
            if (options.Token is not null)
            {
                socket.Options.AddSubProtocol("token." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(options.Token)));
            }

            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.KeepAliveInterval = options.KeepAlive;
            socket.Options.KeepAliveTimeout = options.KeepAlive > TimeSpan.Zero ? options.KeepAlive : Timeout.InfiniteTimeSpan;
            options.Configure?.Invoke(socket.Options);
            await socket.ConnectAsync(url, timeout.Token).ConfigureAwait(false);
            if (socket.SubProtocol != subprotocol)
            {
                throw new SubprotocolException(url, subprotocol, socket.SubProtocol);
            }

            return new Connection(socket);
        }
        catch (Exception e)
        {
            SensorcastException? error = cancellation.IsCancellationRequested ? null : Describe(e, url, subprotocol, socket, options);
            socket.Dispose();
            if (error is null || error == e)
            {
                throw;
            }

            throw error;
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <exception cref="ConnectionLostException">There is no next one.</exception>
    public async Task<(bool IsText, byte[] Content)> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            int length = 0;
            while (true)
            {
                if (length == _buffer.Length)
                {
                    Array.Resize(ref _buffer, 2 * length);
                }

                ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellation).ConfigureAwait(false);
                length += result.Count;
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    throw new ConnectionLostException(CloseReason());
                }

                if (result.EndOfMessage)
                {
                    return (result.MessageType == WebSocketMessageType.Text, _buffer.AsSpan(0, length).ToArray());
                }

                if (length > LongestMessage)
                {
                    throw new ConnectionLostException("the board sends a message without end");
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw Lost(e);
        }
    }

    /// <exception cref="ConnectionLostException">It cannot be sent.</exception>
    public async Task SendAsync(bool isText, byte[] content, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            WebSocketMessageType type = isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            await _socket.SendAsync(content, type, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw Lost(e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye, if the board is still there to hear it.</summary>
    public async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    private static SensorcastException? Describe(
        Exception e, Uri url, string subprotocol, ClientWebSocket socket, SensorcastClientOptions options) => e switch
        {
            SensorcastException error => error,
            OperationCanceledException => new BoardUnreachableException(url, $"no answer within {options.ConnectTimeout.TotalSeconds:0.#} s", e),
            WebSocketException when socket.HttpStatusCode is not (0 or HttpStatusCode.SwitchingProtocols) =>
                new UpgradeRefusedException(url, socket.HttpStatusCode, RetryAfter(socket), e),
            WebSocketException { WebSocketErrorCode: WebSocketError.UnsupportedProtocol } => new SubprotocolException(url, subprotocol, null, e),
            WebSocketException => new BoardUnreachableException(url, (e.GetBaseException() ?? e).Message, e),
            _ => null,
        };

    private static TimeSpan? RetryAfter(ClientWebSocket socket)
    {
        IEnumerable<string>? values = null;
        bool isThere = socket.HttpResponseHeaders?.TryGetValue("Retry-After", out values) ?? false;
        return isThere && int.TryParse(values!.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private string CloseReason()
    {
        string code = _socket.CloseStatus is WebSocketCloseStatus status ? $" with {(int)status}" : "";
        string text = string.IsNullOrEmpty(_socket.CloseStatusDescription) ? "" : $", {_socket.CloseStatusDescription}";
        return $"the board closed it{code}{text}";
    }

    private static ConnectionLostException Lost(Exception e) => new(e.GetBaseException().Message, e);
}
