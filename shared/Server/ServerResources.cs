using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>
/// What all connections use in turn, each within its own step: so a connection costs only what it must remember between steps.
/// </summary>
internal sealed class ServerResources
{
    internal readonly ServerOptions Options;
    internal readonly ServerCounters Counters;
    internal readonly RequestContent Content = new RequestContent();
    internal readonly FrameBuffer Frame = new FrameBuffer();
    internal readonly byte[] ReceiveBuffer;
    internal readonly byte[] SendBuffer;
    internal readonly ReplyBuffer Replies;

    /// <summary>The time of the step that is being made, on the server's clock.</summary>
    internal long Now = NotStarted;

    /// <summary>
    /// The path of the route that was called last in this step, or <see langword="null"/>: if the step takes long, it is the one to look
    /// at.
    /// </summary>
    internal string LastRoute;

    /// <summary>Whether any client was not read in the last step because nothing could be sent to it.</summary>
    internal bool HasHeldBack;

    /// <summary>Whether a frame of this step has shown that a client is gone or takes nothing.</summary>
    internal bool HasEnded;

    private const long NotStarted = long.MinValue;

    internal ServerResources(ServerOptions options, long now)
    {
        Options = options;
        Counters = new ServerCounters(now);
        ReceiveBuffer = new byte[options.ReadSize];

        // What answers a read (pongs and echoes are shorter than what they answer, but for the rest of a frame begun before; a route's
        // answer may be a quarter longer, and there is one error) fits into one send together with the head of a 101: 256 + 384 + 125 % of
        // the smallest read are less than 2,800.
        SendBuffer = new byte[WebServer.MaxSendSize + ((options.ReadSize - ServerOptions.MinReadSize) * 5 / 4)];
        Replies = new ReplyBuffer(SendBuffer);
    }

    /// <summary>Whether a step has been made.</summary>
    internal bool HasStarted => Now != NotStarted;

    /// <summary>Counts that a route threw, and writes why to the log.</summary>
    internal void NoteRouteFailure(string path, Exception reason)
    {
        Counters.CountRouteFailure(path);
        if (Options.Log != null)
        {
            Options.Log.WriteLine("The route " + path + " failed: " + reason);
        }
    }
}
