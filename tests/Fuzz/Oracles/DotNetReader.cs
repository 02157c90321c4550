using System.Net.WebSockets;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// Reads a client's stream with .NET's own server side. It shows whole messages; of control frames only the pongs that it answers pings
/// with, and the close frame.
/// </summary>
internal sealed class DotNetReader
{
    private readonly byte[] _buffer = new byte[1024];
    private readonly List<byte> _message = [];
    private int _closeSent;

    private DotNetReader(byte[] stream)
    {
        var options = new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero };
        using var socket = WebSocket.CreateFromStream(new MemoryStreamPair(stream, OnWrite), options);
        try
        {
            while (ReadOne(socket))
            {
            }
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode == WebSocketError.ConnectionClosedPrematurely)
        {
            End = "end of stream";
        }
        catch (WebSocketException e) when (e.WebSocketErrorCode == WebSocketError.Faulted)
        {
            End = $"error {_closeSent}";
        }
    }

    /// <summary>Whole messages and pings, as a <see cref="Trace"/> names them.</summary>
    internal List<string> Events { get; } = [];

    /// <summary>A trace's name for the close frame or the error, or "end of stream".</summary>
    internal string End { get; private set; } = string.Empty;

    internal static DotNetReader Of(byte[] stream) => new(stream);

    private bool ReadOne(WebSocket socket)
    {
        Task<ValueWebSocketReceiveResult> task = socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None).AsTask();
        Assert.IsTrue(task.IsCompleted, "Nothing here waits");
        ValueWebSocketReceiveResult result = task.GetAwaiter().GetResult();
        if (result.MessageType == WebSocketMessageType.Close)
        {
            End = $"close {(int)socket.CloseStatus!}";
            return false;
        }

        _message.AddRange(_buffer.AsSpan(0, result.Count));
        if (result.EndOfMessage)
        {
            Events.Add((result.MessageType == WebSocketMessageType.Text ? "text " : "binary ") + Convert.ToHexString([.. _message]));
            _message.Clear();
        }

        return true;
    }

    private void OnWrite(ReadOnlyMemory<byte> frame)
    {
        ReadOnlySpan<byte> bytes = frame.Span;
        if (bytes[0] == 0x8A)
        {
            Events.Add("ping " + Convert.ToHexString(bytes[2..]));
        }
        else
        {
            Assert.AreEqual(0x88, bytes[0]);
            _closeSent = (bytes[2] << 8) | bytes[3];
        }
    }
}
