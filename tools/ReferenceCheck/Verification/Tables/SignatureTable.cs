using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification.Tables;

/// <summary>
/// The signatures of methods, fields and locals and the data of array initialisers, which share one table with 16-bit offsets that
/// wrap silently. The metadata processor lets entries overlap if it can; that is not counted, so the result is too high.
/// </summary>
internal static class SignatureTable
{
    /// <summary>The bytes before the types: calling convention and number of parameters, or the length of an initialiser.</summary>
    private const int HeadSize = 2;

    /// <summary>A class: what it is, and where.</summary>
    private const int TokenSize = 3;

    public static TableUse Measure(ModuleDefinition module)
    {
        TableUse table = new();
        foreach (MethodReference reference in module.GetMemberReferences().OfType<MethodReference>())
        {
            AddMethod(table, null, reference);
        }

        foreach (TypeDefinition type in module.GetTypes())
        {
            AddTypes(table, type, "interfaces", type.Interfaces.Select(implementation => implementation.InterfaceType));
            foreach (FieldDefinition field in type.Fields.Where(field => !field.HasConstant))
            {
                AddTypes(table, type, "field", [field.FieldType]);
                if (field.InitialValue.Length > 0)
                {
                    table.AddOnce(type, Convert.ToBase64String(field.InitialValue), HeadSize + field.InitialValue.Length);
                }
            }

            foreach (MethodDefinition method in type.Methods)
            {
                AddMethod(table, type, method);
                if (method.HasBody)
                {
                    AddTypes(table, type, "locals", method.Body.Variables.Select(variable => variable.VariableType));
                    AddNamedTypes(table, type, method.Body);
                }
            }
        }

        return table;
    }

    private static void AddMethod(TableUse table, TypeDefinition? user, MethodReference method) =>
        AddTypes(
            table,
            user,
            method.HasThis ? "method" : "static method",
            method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType));

    private static void AddNamedTypes(TableUse table, TypeDefinition user, MethodBody body)
    {
        foreach (TypeSpecification named in body.Instructions.Select(instruction => instruction.Operand).OfType<TypeSpecification>())
        {
            AddTypes(table, user, "type", [named]);
        }
    }

    private static void AddTypes(TableUse table, TypeDefinition? user, string kind, IEnumerable<TypeReference> types)
    {
        List<TypeReference> all = [.. types];
        if (all.Count > 0)
        {
            table.AddOnce(user, $"{kind} {string.Join(' ', all.Select(type => type.FullName))}", HeadSize + all.Sum(Size));
        }
    }

    private static int Size(TypeReference type) =>
        type is TypeSpecification { ElementType: TypeReference element } ? 1 + Size(element) : type.IsPrimitive ? 1 : TokenSize;
}
