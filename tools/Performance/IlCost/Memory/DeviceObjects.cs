using Mono.Cecil;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// What the objects of the assemblies in <c>device/</c> take, which cannot be made on the desktop: one of each class, since the application
/// makes one of each. What packages make for them (sockets, pins) is not known and not counted.
/// </summary>
internal static class DeviceObjects
{
    // A delegate that the compiler keeps in a static field: 32 bytes, in blocks.
    private const int DelegateSize = 36;

    internal static int Measure(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path);
        TypeDefinition[] types = [.. module.GetTypes()];
        return types.Where(IsMadeOnce).Sum(SizeOf) + (DelegateSize * types.SelectMany(type => type.Fields).Count(IsKeptDelegate));
    }

    // Closures end with the start-up, and a transport is a client's.
    private static bool IsMadeOnce(TypeDefinition type) =>
        type is { IsClass: true, IsAbstract: false, IsValueType: false }
        && type.Name != "<Module>"
        && type.BaseType?.FullName != "System.MulticastDelegate"
        && !type.Name.Contains("DisplayClass", StringComparison.Ordinal)
        && !type.Interfaces.Any(contract => contract.InterfaceType.Name == "ITransport");

    private static bool IsKeptDelegate(FieldDefinition field) => field.IsStatic && field.Name.StartsWith("<>9_", StringComparison.Ordinal);

    private static int SizeOf(TypeDefinition type) => BoardHeap.BlockSize * (1 + type.Fields.Count(field => !field.IsStatic));
}
