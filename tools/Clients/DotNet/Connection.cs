using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text;

namespace Sensorcast.Client;

/// <summary>One WebSocket to a board: whole messages in and out, and every failure as a <see cref="SensorcastException"/>.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>Far more than a board's memory.</summary>
    private const int LongestMessage = 64 * 1024 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Timers have a limit; a server that is full for longer is tried once in between.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(7);

    private readonly ClientWebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer = new byte[16 * 1024];

    private Connection(ClientWebSocket socket, Timespan openedAt)
    {
        _socket = socket;
        OpenedAt = openedAt;
    }

    /// <summary>The interval in which the board opened it.</summary>
    public Timespan OpenedAt { get; }

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
            Uri location = options.Locate is null ? url : await options.Locate(url, timeout.Token).ConfigureAwait(false);
            double start = Timespan.Now;
            await socket.ConnectAsync(location, timeout.Token).ConfigureAwait(false);
            if (socket.SubProtocol != subprotocol)
            {
                throw new SubprotocolException(url, subprotocol, socket.SubProtocol);
            }

            return new Connection(socket, new Timespan(start, Timespan.Now));
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
    /// <exception cref="ConnectionLostException">The connection has ended.</exception>
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

                ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellation)
                    .ConfigureAwait(false);
                length += result.Count;
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    throw new ConnectionLostException(CloseReason()) { CloseCode = (int?)_socket.CloseStatus };
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

    /// <summary>Runs the closing handshake, if the board still answers.</summary>
    public async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is lost already.
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
            OperationCanceledException =>
                new BoardUnreachableException(url, $"no answer within {options.ConnectTimeout.TotalSeconds:0.#} s", e),
            WebSocketException when socket.HttpStatusCode is not (0 or HttpStatusCode.SwitchingProtocols) =>
                new UpgradeRefusedException(url, socket.HttpStatusCode, RetryAfter(socket), e),
            WebSocketException { WebSocketErrorCode: WebSocketError.UnsupportedProtocol } =>
                new SubprotocolException(url, subprotocol, null, e),
            WebSocketException => new BoardUnreachableException(url, Reason(e), e),
            _ => null,
        };

    private static TimeSpan? RetryAfter(ClientWebSocket socket)
    {
        IEnumerable<string>? values = null;
        bool isThere = socket.HttpResponseHeaders?.TryGetValue("Retry-After", out values) ?? false;
        return isThere ? ReadRetryAfter(values!.First(), Date(socket)) : null;
    }

    /// <summary>
    /// Seconds or a date (RFC 9110 section 10.2.3). The date is compared with the server's own clock, which may differ from this one.
    /// </summary>
    internal static TimeSpan? ReadRetryAfter(string text, DateTimeOffset now)
    {
        string given = text.Trim();
        if (given.Length > 0 && given.All(char.IsAsciiDigit))
        {
            bool isShort = int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds);
            return isShort && seconds < LongestRetryAfter.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestRetryAfter;
        }

        if (!RetryConditionHeaderValue.TryParse(given, out RetryConditionHeaderValue? value) || value.Date is not DateTimeOffset date)
        {
            return null;
        }

        TimeSpan wait = date - now;
        return wait > LongestRetryAfter ? LongestRetryAfter : wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static DateTimeOffset Date(ClientWebSocket socket)
    {
        IEnumerable<string>? values = null;
        bool isThere = socket.HttpResponseHeaders?.TryGetValue("Date", out values) ?? false;
        return isThere
            && DateTimeOffset.TryParse(
                values!.First(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date
            : DateTimeOffset.UtcNow;
    }

    private string CloseReason()
    {
        string code = _socket.CloseStatus is WebSocketCloseStatus status ? $" with {(int)status}" : "";
        string text = string.IsNullOrEmpty(_socket.CloseStatusDescription) ? "" : $", {_socket.CloseStatusDescription}";
        return $"the board closed it{code}{text}";
    }

    private static ConnectionLostException Lost(Exception e) => new(Reason(e), e);

    /// <summary>Describes an error in words that say what to check.</summary>
    private static string Reason(Exception e) => e.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            "no machine in this network has that name",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the machine answers, but nothing listens on that port",
        SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown } =>
            "there is no route to it from this network",
        SocketException { SocketErrorCode: SocketError.TimedOut } => "no answer",
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown } =>
            "the connection broke",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "this machine does not allow it",
        AuthenticationException error => $"its TLS certificate cannot be trusted: {OneLine(error.Message)}",
        HttpIOException => "what answers does not speak HTTP",
        HttpRequestException => "what answers does not speak HTTP",
        OperationCanceledException => "it did not answer a ping",
        WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely } => "the connection broke",
        Exception other => OneLine(other.Message),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
