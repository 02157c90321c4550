using System;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// Clients of one endpoint that get the same messages. A message is built once and offered to each: it takes it whole, or skips it, and
/// that is counted. A client that leaves the endpoint leaves its group.
/// </summary>
public sealed class ClientGroup
{
    private readonly object _endpoint;
    private readonly Link[] _links;
    private readonly FrameTally _tally = new FrameTally();
    private readonly ServerResources _resources;
    private int _count;

    internal ClientGroup(object endpoint, ServerResources resources)
    {
        _endpoint = endpoint;
        _links = new Link[resources.Options.MaxClients];
        _resources = resources;
    }

    /// <summary>How many clients there are.</summary>
    public int Count => _count;

    /// <summary>
    /// Where a <see cref="ScheduledTask"/> may build a frame for <see cref="SendFrame"/>, <see cref="WebServer.MaxSendSize"/> bytes:
    /// nothing is in it between two connections' steps. Not within a route's methods.
    /// </summary>
    public byte[] SendBuffer => _resources.SendBuffer;

    /// <summary>Adds a client.</summary>
    /// <param name="client">A client of the group's endpoint.</param>
    /// <exception cref="InvalidOperationException">The client is gone, or another endpoint's, or in a group already.</exception>
    public void Add(WebSocketClient client)
    {
        _resources.Frame.CheckThread();
        Link link = client.Link;
        if (link == null || link.Endpoint != _endpoint || link.IsInAny)
        {
            throw new InvalidOperationException("A group takes open clients of its own endpoint that are in no group");
        }

        link.Join(_tally);
        _links[_count++] = link;
    }

    /// <summary>Removes a client, if it is in the group.</summary>
    /// <param name="client">The client.</param>
    public void Remove(WebSocketClient client)
    {
        _resources.Frame.CheckThread();
        Link link = client.Link;
        if (link == null || !link.IsIn(_tally))
        {
            return;
        }

        link.Leave(_tally);
        int place = 0;
        while (_links[place] != link)
        {
            place++;
        }

        _count--;
        _links[place] = _links[_count];
        _links[_count] = null;
    }

    /// <summary>Sends a text to all.</summary>
    /// <param name="text">The text, at most 2,796 bytes in UTF-8.</param>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public void Send(string text)
    {
        _resources.Frame.CheckThread();
        if (_count > 0)
        {
            FrameBuffer frame = _resources.Frame;
            frame.BuildText(text);
            SendFrame(frame.Bytes, frame.Start, frame.Length);
        }
    }

    /// <summary>Sends a message to all.</summary>
    /// <param name="opcode"><see cref="Opcode.Text"/>, in UTF-8, or <see cref="Opcode.Binary"/>.</param>
    /// <param name="message">Holds the message.</param>
    /// <param name="offset">The offset of its first byte.</param>
    /// <param name="count">Its size in bytes, at most 2,796.</param>
    /// <exception cref="ArgumentException">The message is longer.</exception>
    public void Send(Opcode opcode, byte[] message, int offset, int count)
    {
        _resources.Frame.CheckThread();
        if (_count > 0)
        {
            FrameBuffer frame = _resources.Frame;
            frame.Build(opcode, message, offset, count);
            SendFrame(frame.Bytes, frame.Start, frame.Length);
        }
    }

    /// <summary>Sends a whole frame, as <see cref="FrameWriter"/> makes it, to all.</summary>
    /// <param name="buffer">Holds the frame.</param>
    /// <param name="start">The offset of its first byte.</param>
    /// <param name="length">Its size in bytes, 2 to <see cref="WebServer.MaxSendSize"/>.</param>
    /// <returns>Whether every client took it.</returns>
    public bool SendFrame(byte[] buffer, int start, int length)
    {
        _resources.Frame.CheckThread();
        bool reachedAll = true;
        _tally.Frames++;
        _tally.Bytes += length;
        Link[] links = _links;
        int count = _count;
        for (int i = 0; i < count; i++)
        {
            Link link = links[i];
            SendResult result = link.Transport.Send(buffer, start, length);
            if (result == SendResult.Sent)
            {
                link.StalledSince = Link.NotStalled;
            }
            else
            {
                link.NoteRefusal(result);
                link.Uncount(length);
                reachedAll = false;
            }
        }

        return reachedAll;
    }
}
