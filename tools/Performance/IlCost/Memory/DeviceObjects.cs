using Mono.Cecil;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// The heap of the objects of <c>device/</c>, which cannot be created on the desktop: one of each class, since the application creates one
/// of each. Objects that packages create for them (sockets, pins) are unknown and not counted.
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
