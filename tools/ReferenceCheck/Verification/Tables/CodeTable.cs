using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification.Tables;

/// <summary>The code of an assembly in the board's format, in which one table with 16-bit offsets holds all methods.</summary>
internal static class CodeTable
{
    private const int HandlerSize = 12;

    public static TableUse Measure(ModuleDefinition module)
    {
        TableUse table = new();
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            table.Add(method.DeclaringType, Size(method.Body));
        }

        return table;
    }

    /// <summary>The bytes of a method: operands that are tokens or branch targets have half their length in .NET.</summary>
    public static int Size(MethodBody body) =>
        body.Instructions.Sum(Size) + (body.HasExceptionHandlers ? (HandlerSize * body.ExceptionHandlers.Count) + 1 : 0);

    private static int Size(Instruction instruction) => instruction.GetSize() - instruction.OpCode.OperandType switch
    {
        OperandType.InlineSwitch => 3 + (2 * ((Instruction[])instruction.Operand).Length),
        OperandType.InlineString or OperandType.InlineMethod or OperandType.InlineField => 2,
        OperandType.InlineType or OperandType.InlineBrTarget => 2,
        _ => 0,
    };
}
