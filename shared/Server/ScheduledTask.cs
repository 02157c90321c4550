namespace Sensorcast.Server;

/// <summary>Work that a server does at its time, within <see cref="WebServer.Step"/>, before it serves its clients.</summary>
public abstract class ScheduledTask
{
    /// <summary>
    /// When the task is due next, on the server's clock; <see cref="long.MaxValue"/>: never. A field: each step looks at it.
    /// </summary>
    public long Due;

    internal ScheduledTask Next;

    /// <summary>Does what is due and sets <see cref="Due"/>. It must not wait, since it holds up every client.</summary>
    /// <param name="now">The time of the step, on the server's clock, in milliseconds.</param>
    protected internal abstract void Run(long now);
}
