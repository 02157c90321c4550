using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Sensorcast.IlCost.Counting;
using MethodAttributes = Mono.Cecil.MethodAttributes;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace Sensorcast.Tests.IlCostTests;

/// <summary>The counters, on code whose cost was computed by hand.</summary>
[TestClass]
public class MeterTests
{
    private const string TypeName = "Sample";
    private const string MethodName = "Run";

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(10)]
    public void Counts_each_round_of_a_loop(int rounds)
    {
        Cost cost = Count(rounds, il =>
        {
            Instruction head = il.Create(OpCodes.Ldloc_0);
            Instruction end = il.Create(OpCodes.Ldloc_0);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Stloc_0);
            il.Append(head);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Bge, end);
            il.Emit(OpCodes.Ldloc_0);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc_0);
            il.Emit(OpCodes.Br, head);
            il.Append(end);
            il.Emit(OpCodes.Ret);
        });
        Assert.AreEqual(2 + (3 * (rounds + 1)) + (5 * rounds) + 2, cost.Instructions);
    }

    [TestMethod]
    [DataRow(0, 2 + 2)]
    [DataRow(1, 2 + 1 + 2)]
    [DataRow(2, 2 + 1 + 1 + 2)]
    public void Counts_the_branch_of_a_switch_that_is_taken(int value, int expected)
    {
        Cost cost = Count(value, il =>
        {
            // 2 falls through what 1 jumps to.
            Instruction zero = il.Create(OpCodes.Ldarg_0);
            Instruction one = il.Create(OpCodes.Nop);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Switch, [zero, one]);
            il.Emit(OpCodes.Nop);
            il.Append(one);
            il.Append(zero);
            il.Emit(OpCodes.Ret);
        });
        Assert.AreEqual(expected, cost.Instructions);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(0)]
    public void Counts_the_handler_of_an_exception(int divisor)
    {
        Cost cost = Count(divisor, il =>
        {
            Instruction start = il.Create(OpCodes.Ldc_I4_1);
            Instruction handler = il.Create(OpCodes.Pop);
            Instruction end = il.Create(OpCodes.Ldarg_0);
            il.Append(start);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Div);
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Leave, end);
            il.Append(handler);
            il.Emit(OpCodes.Leave, end);
            il.Append(end);
            il.Emit(OpCodes.Ret);
            il.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
            {
                TryStart = start,
                TryEnd = handler,
                HandlerStart = handler,
                HandlerEnd = end,
                CatchType = il.Body.Method.Module.TypeSystem.Object,
            });
        });
        Assert.AreEqual(divisor == 0 ? 5 + 2 + 2 : 5 + 2, cost.Instructions);
    }

    [TestMethod]
    public void Distinguishes_kinds()
    {
        ModuleDefinition module = Module();
        TypeDefinition type = new("", "Type", TypeAttributes.Public, module.TypeSystem.Object);
        TypeDefinition contract = new("", "IType", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        MethodDefinition own = new("Own", MethodAttributes.Public | MethodAttributes.Virtual, module.TypeSystem.Void);
        MethodDefinition promised =
            new("Promised", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, module.TypeSystem.Void);
        FieldDefinition field = new("Field", Mono.Cecil.FieldAttributes.Public, module.TypeSystem.Int32);
        type.Methods.Add(own);
        contract.Methods.Add(promised);
        MethodReference copy = module.ImportReference(typeof(Array).GetMethod(nameof(Array.Clear), [typeof(Array)]));

        Check(new Cost(1, Calls: 1), Instruction.Create(OpCodes.Callvirt, own));
        Check(new Cost(1, InterfaceCalls: 1), Instruction.Create(OpCodes.Callvirt, promised));
        Check(new Cost(1, LibraryCalls: 1), Instruction.Create(OpCodes.Call, copy));
        Check(new Cost(1, Calls: 1, Allocations: 1), Instruction.Create(OpCodes.Newobj, own));
        Check(new Cost(1, Allocations: 1), Instruction.Create(OpCodes.Newarr, module.TypeSystem.Byte));
        Check(new Cost(1, Allocations: 1), Instruction.Create(OpCodes.Box, module.TypeSystem.Byte));
        Check(new Cost(1, Fields: 1), Instruction.Create(OpCodes.Stfld, field));
        Check(new Cost(1, StaticFields: 1), Instruction.Create(OpCodes.Ldsfld, field));
        Check(new Cost(1, Elements: 1), Instruction.Create(OpCodes.Ldelema, module.TypeSystem.Byte));
        Check(new Cost(1, Elements: 1), Instruction.Create(OpCodes.Ldelem_U1));
        Check(new Cost(1, Elements: 1), Instruction.Create(OpCodes.Ldelem_Ref));
        Check(new Cost(1, Elements: 1), Instruction.Create(OpCodes.Stelem_I1));
        Check(new Cost(1, Elements: 1), Instruction.Create(OpCodes.Stind_I1));
        Check(new Cost(1), Instruction.Create(OpCodes.Ldlen));
        Check(new Cost(1), Instruction.Create(OpCodes.Conv_U1));
    }

    [TestMethod]
    public void Sees_what_is_allocated()
    {
        (Meter meter, _) = Load(il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ret);
        });
        object? kept = null;
        Assert.IsGreaterThanOrEqualTo(1000, meter.Measure(() => kept = new byte[1000]).Cost.AllocatedBytes);
        Assert.IsNotNull(kept);
        Assert.AreEqual(0, meter.Measure(static () => { }).Cost.AllocatedBytes);
    }

    private static void Check(Cost expected, Instruction instruction) =>
        Assert.AreEqual(expected, InstructionCost.Of(instruction), $"{instruction.OpCode}");

    private static Cost Count(int argument, Action<ILProcessor> emit)
    {
        (Meter meter, Assembly assembly) = Load(emit);
        var run = assembly.GetType(TypeName)!.GetMethod(MethodName)!.CreateDelegate<Func<int, int>>();
        return meter.Measure(() => run(argument)).Cost;
    }

    private static (Meter Meter, Assembly Assembly) Load(Action<ILProcessor> emit)
    {
        ModuleDefinition module = Module();
        TypeDefinition type = new("", TypeName, TypeAttributes.Public, module.TypeSystem.Object);
        MethodDefinition method = new(MethodName, MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Int32);
        method.Parameters.Add(new ParameterDefinition(module.TypeSystem.Int32));
        method.Body.Variables.Add(new VariableDefinition(module.TypeSystem.Int32));
        method.Body.InitLocals = true;
        type.Methods.Add(method);
        module.Types.Add(type);
        emit(method.Body.GetILProcessor());
        return Meter.Load(module);
    }

    private static ModuleDefinition Module() => ModuleDefinition.CreateModule($"Sample{Guid.NewGuid():N}", ModuleKind.Dll);
}
