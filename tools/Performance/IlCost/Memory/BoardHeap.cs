using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// The size of objects on the board's heap, by the rules of nanoFramework's interpreter (nf-interpreter), built for 32 bits. The heap is
/// divided into blocks of 12 bytes (<c>CLR_RT_HeapBlock</c>: 4 bytes of type and size, 8 of data).
/// </summary>
internal static class BoardHeap
{
    internal const int BlockSize = 12;

    // sizeof(CLR_RT_HeapBlock_Array): a block, the number of elements, four bytes about their type.
    private const int ArrayHeaderSize = 20;

    // sizeof(CLR_RT_HeapBlock_Delegate): a block, the type, the method, a block with the target.
    private const int DelegateSize = 32;

    // sizeof(CLR_RT_HeapBlock_Delegate_List), to which a block for each delegate is added.
    private const int DelegateListSize = 24;

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The bytes that an object takes, without what it refers to.</summary>
    internal static int SizeOf(object item) => item switch
    {
        string text => SizeOf(text),

        // ExtractHeapBlocksForArray
        Array array => RoundUp(ArrayHeaderSize + (array.Length * ElementSize(array.GetType().GetElementType()!))),
        Delegate one when one.GetInvocationList().Length == 1 => RoundUp(DelegateSize),
        Delegate several => RoundUp(DelegateListSize + (several.GetInvocationList().Length * BlockSize)),

        // NewObject; PerformBoxing makes the same of a boxed number.
        _ => BlockSize * (1 + FieldCount(item.GetType())),
    };

    /// <summary>Whether a value is in its field's or element's block, as numbers are. A struct is an object of its own there.</summary>
    internal static bool IsInPlace(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(DateTime) || type == typeof(TimeSpan);

    /// <summary>An object's fields, its base types' included.</summary>
    /// <exception cref="NotSupportedException">The type is one of the runtime's library, which has other fields on the board.</exception>
    internal static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            if (t.Assembly == typeof(object).Assembly)
            {
                throw new NotSupportedException($"How many fields {t} has on the board is not known");
            }

            foreach (FieldInfo field in t.GetFields(Declared))
            {
                yield return field;
            }
        }
    }

    private static int FieldCount(Type type) => IsInPlace(type) ? 1 : Fields(type).Count();

    // CLR_RT_HeapBlock_String::CreateInstance: a literal is an object that points into flash. Other text follows its block as UTF-8 and
    // ends with a NUL. Each time that a literal is loaded makes such an object there; here it counts once, which is a little less.
    private static int SizeOf(string text) =>
        ReferenceEquals(string.IsInterned(text), text) ? BlockSize : RoundUp(BlockSize + Encoding.UTF8.GetByteCount(text) + 1);

    // m_sizeInBytes of c_CLR_RT_DataTypeLookup; an enum is the number below it.
    private static int ElementSize(Type element)
    {
        if (!IsInPlace(element))
        {
            return BlockSize;
        }

        Type number = element.IsEnum ? Enum.GetUnderlyingType(element) : element;
        return (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(number).Invoke(null, null)!;
    }

    private static int RoundUp(int size) => (size + BlockSize - 1) / BlockSize * BlockSize;
}
