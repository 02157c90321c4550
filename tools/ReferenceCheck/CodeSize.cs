using Mono.Cecil;

namespace Sensorcast.ReferenceCheck;

/// <summary>Counts the bytes of code in an assembly.</summary>
internal static class CodeSize
{
    /// <summary>
    /// The bytes of IL of each namespace, largest first. Types to leave out are named with or without their namespace;
    /// so are their nested types.
    /// </summary>
    public static IReadOnlyList<(string Namespace, int Bytes)> Measure(string assembly, IReadOnlyCollection<string> excludedTypes)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. module.GetTypes()
                .Select(type => (Type: type, Outermost: Outermost(type)))
                .Where(pair => !excludedTypes.Contains(pair.Outermost.Name) && !excludedTypes.Contains(pair.Outermost.FullName))
                .GroupBy(pair => pair.Outermost.Namespace)
                .Select(group => (group.Key, group.Sum(pair => Bytes(pair.Type))))
                .Where(entry => entry.Item2 > 0)
                .OrderByDescending(entry => entry.Item2),
        ];
    }

    private static int Bytes(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).Sum(method => method.Body.CodeSize);

    private static TypeDefinition Outermost(TypeDefinition type) =>
        type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
