using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Sensorcast.IlCost.Counting;

/// <summary>Puts a counter at the start of each basic block of an assembly.</summary>
internal static class Instrumentation
{
    /// <summary>The type that is added, without a namespace.</summary>
    public const string CounterType = "BlockCounters";

    /// <summary>Its static field: a <c>long</c> for each block, which must be set before any of the code runs.</summary>
    public const string CounterField = "Counts";

    /// <summary>Adds the counters.</summary>
    /// <returns>The blocks in the order of their counters.</returns>
    public static IReadOnlyList<Block> AddTo(ModuleDefinition module)
    {
        List<MethodDefinition> methods = [.. module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)];
        FieldReference counters = AddCounters(module);
        List<Block> blocks = [];
        foreach (MethodDefinition method in methods)
        {
            method.Body.SimplifyMacros();
            foreach (List<Instruction> block in Split(method.Body))
            {
                Cost cost = block.Aggregate(default(Cost), (sum, next) => sum + InstructionCost.Of(next));
                Insert(method.Body.GetILProcessor(), block[0], CountUp(module, counters, blocks.Count));
                blocks.Add(new Block(method.DeclaringType.FullName, method.Name, cost));
            }

            method.Body.OptimizeMacros();
        }

        return blocks;
    }

    private static FieldDefinition AddCounters(ModuleDefinition module)
    {
        const TypeAttributes StaticClass = TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed;
        TypeDefinition type = new("", CounterType, StaticClass, module.TypeSystem.Object);
        FieldDefinition field = new(
            CounterField, FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Int64.MakeArrayType());
        type.Fields.Add(field);
        module.Types.Add(type);
        return field;
    }

    private static List<List<Instruction>> Split(MethodBody body)
    {
        HashSet<Instruction> starts = Starts(body);
        List<List<Instruction>> blocks = [];
        foreach (Instruction instruction in body.Instructions)
        {
            if (blocks.Count == 0 || starts.Contains(instruction))
            {
                blocks.Add([]);
            }

            blocks[^1].Add(instruction);
        }

        return blocks;
    }

    private static HashSet<Instruction> Starts(MethodBody body)
    {
        HashSet<Instruction?> starts = [];
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                starts.Add(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                starts.UnionWith(targets);
            }

            if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            {
                starts.Add(instruction.Next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            starts.UnionWith([handler.TryStart, handler.TryEnd, handler.FilterStart, handler.HandlerStart, handler.HandlerEnd]);
        }

        return [.. starts.OfType<Instruction>()];
    }

    private static Instruction[] CountUp(ModuleDefinition module, FieldReference counters, int index) =>
    [
        Instruction.Create(OpCodes.Ldsfld, counters),
        Instruction.Create(OpCodes.Ldc_I4, index),
        Instruction.Create(OpCodes.Ldelema, module.TypeSystem.Int64),
        Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldind_I8),
        Instruction.Create(OpCodes.Ldc_I8, 1L),
        Instruction.Create(OpCodes.Add),
        Instruction.Create(OpCodes.Stind_I8),
    ];

    /// <summary>
    /// Inserts code before an instruction, so that jumps to it run the code too: the instruction's object, which jumps refer to, becomes
    /// the first one of the code.
    /// </summary>
    private static void Insert(ILProcessor processor, Instruction place, Instruction[] code)
    {
        Instruction moved = Instruction.Create(OpCodes.Nop);
        (moved.OpCode, moved.Operand) = (place.OpCode, place.Operand);
        (place.OpCode, place.Operand) = (code[0].OpCode, code[0].Operand);
        Instruction last = place;
        foreach (Instruction next in code.Skip(1).Append(moved))
        {
            processor.InsertAfter(last, next);
            last = next;
        }
    }
}
