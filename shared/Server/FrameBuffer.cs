using System;
using System.Diagnostics;
using System.Text;
#if DEBUG
using System.Threading;
#endif
using Sensorcast.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// The frame that is being sent: built once for all clients that get it. All routes share it, since a frame is taken or skipped before the
/// next one is built. Its buffer is there once a route asks for it.
/// </summary>
internal sealed class FrameBuffer
{
    /// <summary>The maximum size of a message that is sent as one frame.</summary>
    internal const int MaxMessageSize = WebServer.MaxSendSize - FrameWriter.MaxShortHeaderSize;

    internal byte[] Bytes;
    internal int Start;
    internal int Length;

#if DEBUG
    private int _threadId;
#endif

    // Only in a debug build does it look at the instance.
#pragma warning disable CA1822
    /// <summary>Throws when a server is used by two threads, which no release build notices.</summary>
    [Conditional("DEBUG")]
    internal void CheckThread()
    {
#if DEBUG
        int id = Thread.CurrentThread.ManagedThreadId;
        if (_threadId == 0)
        {
            _threadId = id;
        }
        else if (_threadId != id)
        {
            throw new InvalidOperationException("Only the thread that calls Step may call this: see docs/library.md");
        }
#endif
    }
#pragma warning restore CA1822

    internal void Reserve()
    {
        if (Bytes == null)
        {
            Bytes = new byte[WebServer.MaxSendSize];
        }
    }

    internal void BuildText(string text)
    {
        CheckThread();
        CheckSize(Utf8Text.Size(text));
        Finish(Opcode.Text, Encoding.UTF8.GetBytes(text, 0, text.Length, Bytes, FrameWriter.MaxShortHeaderSize));
    }

    internal void Build(Opcode opcode, byte[] payload, int offset, int count)
    {
        CheckThread();
        CheckSize(count);
        Array.Copy(payload, offset, Bytes, FrameWriter.MaxShortHeaderSize, count);
        Finish(opcode, count);
    }

    private static void CheckSize(int size)
    {
        if (size > MaxMessageSize)
        {
            throw new ArgumentException("A message has at most 2,796 bytes: " + size);
        }
    }

    private void Finish(Opcode opcode, int count)
    {
        Start = FrameWriter.WriteHeader(Bytes, FrameWriter.MaxShortHeaderSize, count, opcode, isFinal: true);
        Length = FrameWriter.MaxShortHeaderSize + count - Start;
    }
}
