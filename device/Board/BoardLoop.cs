using System;
using System.Diagnostics;
using System.Threading;
using Sensorcast.Server;

namespace Sensorcast.Board;

/// <summary>
/// The loop around a server, for a program that has nothing else to do on its main thread. Others call <see cref="WebServer.Step"/> in a
/// loop of their own.
/// </summary>
public static class BoardLoop
{
    /// <summary>
    /// The longest rest between two steps in milliseconds: how late a client may be noticed. Resting is what lets other threads run at
    /// once (a step that finds nothing is over in well under a millisecond).
    /// </summary>
    public const int MaxRest = 10;

    /// <summary>How many steps <see cref="Run"/> has made; wraps around.</summary>
    public static int Steps { get; private set; }

    /// <summary>Serves for ever. A step that throws is written to the debug output; the next one finds everything as it was.</summary>
    /// <param name="server">The server, with all its routes.</param>
    public static void Run(WebServer server)
    {
        while (true)
        {
            int idle = Step(server);

            // When there is more to do, a rest of 0 lets other threads go first.
            Thread.Sleep(idle < MaxRest ? idle : MaxRest);
        }
    }

    private static int Step(WebServer server)
    {
        Steps++;
        try
        {
            return server.Step();
        }
        catch (Exception e)
        {
            // Most likely there was no memory for a new connection.
            Debug.WriteLine("Error: " + e);
            return MaxRest;
        }
    }
}
