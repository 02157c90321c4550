using System.Reflection;
using System.Text;

namespace Sensorcast.Tests.ProjectTests.UnitTestHeap;

/// <summary>What an object takes on the board by the interpreter's rules: blocks of 12 bytes, one for each field.</summary>
internal static class BoardSize
{
    private const int Block = 12;
    private const int ArrayHead = 20;
    private const int StringBuilderFields = 5;

    public static int Of(object o) => o switch
    {
        string text => Block + InBlocks(Encoding.UTF8.GetByteCount(text) + 1),
        Array array => InBlocks(ArrayHead + (array.Length * OfElement(array.GetType().GetElementType()!))),

        // Its chunks of characters are made in the library, where they are not seen.
        StringBuilder builder => (Block * (1 + StringBuilderFields)) + InBlocks(ArrayHead + (sizeof(char) * builder.Capacity)),
        _ => Block * (1 + Fields(o.GetType())),
    };

    private static int InBlocks(int bytes) => (bytes + Block - 1) / Block * Block;

    private static int OfElement(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => Block,
    };

    private static int Fields(Type? type) =>
        type is null ? 0
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Length
            + Fields(type.BaseType);
}
