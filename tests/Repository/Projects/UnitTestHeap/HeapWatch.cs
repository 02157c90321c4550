using System.Runtime.CompilerServices;

namespace Sensorcast.Tests.ProjectTests.UnitTestHeap;

/// <summary>
/// The heap that a program would take on the board. The program hands over each object that it makes or gets; when all of them
/// together could pass the limit, garbage is collected, as the board does, and what is still alive is counted.
/// </summary>
public static class HeapWatch
{
    /// <summary>Over the limit, it counts again after this number of bytes, and not after each object.</summary>
    private const int Step = 4096;

    private static readonly ConditionalWeakTable<object, object> Known = [];
    private static readonly List<WeakReference> Objects = [];
    private static int _limit;
    private static int _next;

    /// <summary>The bytes that were alive at the last collection, and those made since.</summary>
    public static int Used { get; private set; }

    /// <summary>The maximum that was alive at one time; 0 as long as it cannot have passed the limit.</summary>
    public static int Peak { get; private set; }

    /// <summary>Starts to count again; known objects stay known.</summary>
    public static void Start(int limit)
    {
        _limit = limit;
        Peak = 0;
        Collect();
    }

    /// <summary>Counts the next program: what the one before has left counts until garbage is collected.</summary>
    public static void GoOn()
    {
        Peak = 0;
        _next = _limit;
    }

    /// <summary>Called by the program with each object.</summary>
    public static void See(object? o)
    {
        // A text of the program itself stays in flash.
        if (o is null || (o is string text && string.IsInterned(text) is not null) || !Known.TryAdd(o, o.GetType()))
        {
            return;
        }

        Objects.Add(new WeakReference(o));
        Used += BoardSize.Of(o);
        if (Used > _next)
        {
            Collect();
            GC.KeepAlive(o);
        }
    }

    private static void Collect()
    {
        GC.Collect();
        Used = 0;
        Objects.RemoveAll(reference =>
        {
            object? o = reference.Target;
            Used += o is null ? 0 : BoardSize.Of(o);
            return o is null;
        });
        Peak = Math.Max(Peak, Used > _limit ? Used : 0);
        _next = Math.Max(_limit, Used + Step);
    }
}
