namespace Sensorcast.Simulator;

/// <summary>Counts the bytes that the server allocates in a step, and none of those that the simulated world allocates within it.</summary>
internal sealed class AllocationMeter
{
    private long _start;
    private long _foreign;
    private long _foreignStart;

    public long Bytes => GC.GetAllocatedBytesForCurrentThread() - _start - _foreign;

    public void Start()
    {
        _foreign = 0;
        _start = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>The server calls the world.</summary>
    public void EnterWorld() => _foreignStart = GC.GetAllocatedBytesForCurrentThread();

    public void LeaveWorld() => _foreign += GC.GetAllocatedBytesForCurrentThread() - _foreignStart;
}
