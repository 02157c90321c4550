using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>Runs the steps of a server, and waits between two steps for events and due times.</summary>
/// <param name="server">The server.</param>
/// <param name="listener">Where its connections come from.</param>
/// <param name="clock">Its clock.</param>
public sealed class ServerLoop(WebServer server, IWaitingListener listener, SystemClock clock)
{
    /// <summary>The longest wait in milliseconds: how late the caller may notice a signal.</summary>
    public const int MaxWait = 50;

    /// <summary>The <see cref="ServerOptions.ReadSize"/> of a desktop: a message of 4 KB is one read and one send.</summary>
    public const int ReadSize = 16 * 1024;

    /// <summary>Makes one step, and waits until there is something to do in the next one.</summary>
    public void Turn()
    {
        // The wait that a step returns counts from its start, in whole milliseconds of the clock. So the wait ends at the moment at which
        // the clock reaches that value, however long the step has taken; a wait of so many milliseconds from now would miss one period in
        // five at 1,000 a second.
        long start = clock.Milliseconds;
        int idle = server.Step();
        if (idle == 0)
        {
            // The next step mostly finds nothing more, and then the wait is one system call instead of two.
            start = clock.Milliseconds;
            idle = server.Step();
        }

        listener.Flush();
        listener.Wait(clock.TimeUntil(start + Math.Min(idle, MaxWait)));
    }
}
