using Mono.Cecil;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// The heap of a loaded assembly on the board (<c>CLR_RT_Assembly::CreateInstance</c>): for each record of its tables an entry with its
/// resolved target, and its static fields. IL, strings and an array's initial bytes stay in flash.
/// </summary>
internal static class AssemblyHeap
{
    // sizeof(CLR_RT_Assembly) without application domains and source-level debugging: a block, 5 words, the sizes of 16 tables, 10 words.
    private const int Base = 12 + (5 * 4) + (16 * 4) + (10 * 4);
    private const int Method = 2;
    private const int Type = 8;
    private const int Field = 2;
    private const int Reference = 4;

    /// <summary>In bytes. Constants, and what only attributes refer to, do not reach the board.</summary>
    internal static int SizeOf(ModuleDefinition module)
    {
        TypeDefinition[] types = [.. module.GetTypes().Where(type => type.Name != "<Module>" && !IsAttribute(type))];
        FieldDefinition[] fields = [.. types.SelectMany(type => type.Fields).Where(field => !field.HasConstant)];
        int references = module.AssemblyReferences.Count
            + module.GetTypeReferences().Count(type => !IsAttribute(type))
            + module.GetMemberReferences().Count(member => !IsAttribute(member.DeclaringType));
        int bytes = Base
            + (Method * types.Sum(type => type.Methods.Count))
            + (Type * types.Length)
            + (Field * fields.Length)
            + (Reference * references)
            + (BoardHeap.BlockSize * fields.Count(field => field.IsStatic));
        return (bytes + BoardHeap.BlockSize - 1) / BoardHeap.BlockSize * BoardHeap.BlockSize;
    }

    private static bool IsAttribute(TypeReference type) => type.Name.EndsWith("Attribute", StringComparison.Ordinal);
}
