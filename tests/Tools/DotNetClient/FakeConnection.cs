using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>A client's connection, seen from the board.</summary>
internal sealed record FakeConnection(int Number, WebSocket Socket, HttpContext Context)
{
    public Task SendAsync(string text) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Context.RequestAborted);

    public Task SendAsync(byte[] content) =>
        Socket.SendAsync(content, WebSocketMessageType.Binary, true, Context.RequestAborted);

    /// <returns>The next message; its type is Close if the client closes.</returns>
    public async Task<(WebSocketMessageType Type, byte[] Content)> ReceiveAsync()
    {
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult result = await Socket.ReceiveAsync(buffer, Context.RequestAborted);
        return (result.MessageType, buffer[..result.Count]);
    }

    /// <summary>Waits until the client closes.</summary>
    public async Task WaitForCloseAsync()
    {
        while ((await ReceiveAsync()).Type != WebSocketMessageType.Close)
        {
        }
    }

    /// <summary>Ends the connection without a close frame.</summary>
    public void Cut() => Context.Abort();
}
