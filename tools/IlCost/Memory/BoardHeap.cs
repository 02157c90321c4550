using System.Reflection;
using System.Runtime.CompilerServices;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// What objects cost on the board's heap, counted from their types. From nanoFramework's interpreter (nf-interpreter), built for 32 bits:
/// the heap is cut into blocks of 12 bytes (<c>CLR_RT_HeapBlock</c>: 4 bytes of type and size, 8 of data). An object is one block and one
/// more for each field, its base types' included, be it a <c>bool</c> or a <c>long</c> (<c>CLR_RT_ExecutionEngine::NewObject</c>). An array
/// is a header of 20 bytes and its elements, rounded up to blocks: numbers at their own size, each reference a block of 12 bytes
/// (<c>ExtractHeapBlocksForArray</c>, <c>c_CLR_RT_DataTypeLookup</c>).
/// </summary>
internal static class BoardHeap
{
    internal const int BlockSize = 12;

    private const int ArrayHeaderSize = 20;
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>All objects that can be reached without passing by those given, each once, in the order of the fields.</summary>
    internal static List<object> Reachable(object root, IEnumerable<object> without)
    {
        var seen = new HashSet<object>(without, ReferenceEqualityComparer.Instance);
        List<object> found = [];
        var waiting = new Stack<object>([root]);
        while (waiting.TryPop(out object? next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            found.Add(next);
            foreach (object child in Children(next).Reverse())
            {
                waiting.Push(child);
            }
        }

        return found;
    }

    internal static int SizeOf(object item)
    {
        if (item is Array array)
        {
            return RoundUp(ArrayHeaderSize + (array.Length * ElementSize(array.GetType().GetElementType()!)));
        }

        return BlockSize * (1 + Fields(item.GetType()).Count());
    }

    internal static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? t = type; t != null; t = t.BaseType)
        {
            foreach (FieldInfo field in t.GetFields(Declared))
            {
                // A struct would be an object of its own there; shared/ has none, so how it counts need not be known here.
                bool isStruct = field.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false };
                yield return isStruct ? throw new NotSupportedException($"{type}.{field.Name} is a struct") : field;
            }
        }
    }

    private static IEnumerable<object> Children(object item)
    {
        if (item is Array array)
        {
            return array.GetType().GetElementType()!.IsValueType ? [] : array.Cast<object?>().OfType<object>();
        }

        bool isOurs = item.GetType().Assembly == typeof(Server.SensorServer).Assembly;
        return isOurs
            ? Fields(item.GetType()).Where(f => !f.FieldType.IsValueType).Select(f => f.GetValue(item)).OfType<object>()
            : [];
    }

    private static int ElementSize(Type element)
    {
        return element.IsPrimitive ? (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(element).Invoke(null, null)! : BlockSize;
    }

    private static int RoundUp(int size) => (size + BlockSize - 1) / BlockSize * BlockSize;
}
