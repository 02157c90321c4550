using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.IlCost.Counting;

/// <summary>Classifies an instruction by its kind of work.</summary>
internal static class InstructionCost
{
    public static Cost Of(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Call or Code.Callvirt => OfCall((MethodReference)instruction.Operand),
        Code.Newobj => OfCall((MethodReference)instruction.Operand) with { Allocations = 1 },
        Code.Newarr or Code.Box => new Cost(1, Allocations: 1),
        Code.Ldfld or Code.Ldflda or Code.Stfld => new Cost(1, Fields: 1),
        Code.Ldsfld or Code.Ldsflda or Code.Stsfld => new Cost(1, StaticFields: 1),
        >= Code.Ldelem_I1 and <= Code.Stelem_Any or Code.Ldelema => new Cost(1, Elements: 1),

        // An element that is changed in place is read and written through its address.
        >= Code.Ldind_I1 and <= Code.Stind_R8 or Code.Stind_I => new Cost(1, Elements: 1),
        _ => new Cost(1),
    };

    private static Cost OfCall(MethodReference called)
    {
        if (called is not MethodDefinition own)
        {
            return new Cost(1, LibraryCalls: 1);
        }

        return own.DeclaringType.IsInterface ? new Cost(1, InterfaceCalls: 1) : new Cost(1, Calls: 1);
    }
}
