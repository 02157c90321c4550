using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification.Tables;

/// <summary>
/// The names and texts of an assembly, which share one table with 16-bit offsets. The metadata processor leaves out a few hundred
/// that are built into the firmware; they are counted here, so the result is a few hundred bytes too high.
/// </summary>
internal static class StringTable
{
    public static TableUse Measure(ModuleDefinition module)
    {
        TableUse table = new();
        Add(table, null, "");
        foreach (AssemblyNameReference reference in module.AssemblyReferences)
        {
            Add(table, null, reference.Name);
        }

        foreach (TypeReference reference in module.GetTypeReferences())
        {
            Add(table, null, reference.Namespace, reference.Name);
        }

        foreach (MemberReference reference in module.GetMemberReferences())
        {
            Add(table, null, reference.Name);
        }

        foreach (TypeDefinition type in module.GetTypes())
        {
            Add(table, type, type.Namespace, type.Name);
            AddAttributes(table, type, type);
            foreach (FieldDefinition field in type.Fields.Where(field => !field.HasConstant))
            {
                Add(table, type, field.Name);
                AddAttributes(table, type, field);
            }

            foreach (MethodDefinition method in type.Methods)
            {
                Add(table, type, method.Name);
                AddAttributes(table, type, method);
                Add(table, type, [.. Literals(method)]);
            }
        }

        return table;
    }

    /// <summary>The texts in a method.</summary>
    public static IEnumerable<string> Literals(MethodDefinition method) =>
        method.HasBody
            ? method.Body.Instructions
                .Where(instruction => instruction.OpCode.Code == Code.Ldstr)
                .Select(instruction => (string)instruction.Operand)
            : [];

    private static void Add(TableUse table, TypeDefinition? user, params string[] strings)
    {
        foreach (string text in strings)
        {
            table.AddOnce(user, text, Encoding.UTF8.GetByteCount(text) + 1);
        }
    }

    private static void AddAttributes(TableUse table, TypeDefinition user, ICustomAttributeProvider provider)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes.Where(attribute => !CoreLibrary.IsStripped(attribute)))
        {
            Add(table, user, [.. AttributeTexts.Of(attribute)]);
        }
    }
}
