using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification.Tables;

/// <summary>
/// The stack that the metadata processor reserves for a method. It reads the code once, from top to bottom, and ignores what a
/// <c>return</c> or a <c>switch</c> pops, so its result is larger than the compiler's: one more for each case that returns a value.
/// </summary>
internal static class EvaluationStack
{
    public static int Depth(MethodBody body)
    {
        Dictionary<Instruction, int> known = [];
        int depth = 0;
        int max = 0;
        foreach (Instruction instruction in body.Instructions)
        {
            depth = known.GetValueOrDefault(instruction, depth);
            if (instruction.OpCode.Code is Code.Throw or Code.Endfinally or Code.Endfilter or Code.Leave or Code.Leave_S or Code.Br_S)
            {
                depth = 0;
                continue;
            }

            depth += OfCall(instruction) + Pushed(instruction.OpCode.StackBehaviourPush) - Popped(instruction.OpCode.StackBehaviourPop);
            if (instruction.Operand is Instruction target)
            {
                known[target] = Math.Max(known.GetValueOrDefault(target), depth);
            }

            max = Math.Max(max, depth);
        }

        return max;
    }

    private static int OfCall(Instruction instruction)
    {
        if (instruction.OpCode.Code is not (Code.Newobj or Code.Call or Code.Callvirt))
        {
            return 0;
        }

        MethodReference method = (MethodReference)instruction.Operand;
        return instruction.OpCode.Code == Code.Newobj
            ? -method.Parameters.Count
            : (method.ReturnType.FullName == "System.Void" ? 0 : 1) - method.Parameters.Count - (method.HasThis ? 1 : 0);
    }

    private static int Pushed(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 or StackBehaviour.Varpush => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    private static int Popped(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Varpop or StackBehaviour.PopAll => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        _ => behaviour.ToString().Count(character => character == '_') + 1,
    };
}
