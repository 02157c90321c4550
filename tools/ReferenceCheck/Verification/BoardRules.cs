using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>What the board cannot run or runs wrongly. README.md says where each is known from.</summary>
internal static class BoardRules
{
    /// <summary>Branches and exception handlers hold 16-bit offsets.</summary>
    private const int MaxMethodSize = short.MaxValue;

    /// <summary>Counts of parameters, locals, handlers and switch targets are stored in a byte.</summary>
    private const int MaxCount = byte.MaxValue;

    /// <summary>Array initialisers share one table of 65,536 bytes with all signatures, whose offsets wrap silently.</summary>
    private const int MaxStaticData = 60_000;

    public static readonly IReadOnlyList<Rule> All =
    [
        new("NF0001", "a generic definition", "generics do not run correctly; use object, or one type or method for each case")
        {
            Definition = member => member is IGenericParameterProvider { HasGenericParameters: true },
        },
        new("NF0002", "a generic type or method in use", "generics do not run correctly; declare a delegate or class of your own")
        {
            Type = type => type is GenericInstanceType,
            Instruction = instruction => instruction.Operand is GenericInstanceMethod,
        },
        new("NF0003", "stackalloc", "memory on the stack does not exist; allocate an array once and keep it")
        {
            Instruction = Uses(Code.Localloc),
        },
        new("NF0004", "an interface member with a body", "interfaces cannot carry code; put it in an abstract or static class")
        {
            Definition = member => member.DeclaringType is { IsInterface: true }
                && member is MethodDefinition { IsAbstract: false } or FieldDefinition { IsLiteral: false },
        },
        new("NF0005", "a function pointer", "function pointers cannot be called; use a delegate")
        {
            Type = type => type is FunctionPointerType,
            Instruction = Uses(Code.Calli),
        },
        new("NF0006", "overflow-checked arithmetic", "overflow is not detected; compare before, write unchecked, and index with int")
        {
            Instruction = instruction => instruction.OpCode.Name.Contains(".ovf"),
        },
        new("NF0007", "a pointer, fixed or a fixed-size buffer", "memory cannot be pinned; use an array and an index, or ref")
        {
            Definition = member => member is TypeDefinition && member.Name.EndsWith("e__FixedBuffer", StringComparison.Ordinal),
            Type = type => type is PointerType or PinnedType,
        },
        new("NF0008", "a multi-dimensional array", "arrays have one dimension; use a jagged array or compute the index")
        {
            Type = type => type is ArrayType { IsVector: false },
        },
        new("NF0009", "volatile", "it is not in the metadata of the board; share through Interlocked, lock or an event")
        {
            Type = type => type is RequiredModifierType { ModifierType.Name: "IsVolatile" },
            Instruction = Uses(Code.Volatile),
        },
        new("NF0010", "decimal", "the type does not exist; use an int or long scaled by a power of ten")
        {
            Type = type => type.FullName == "System.Decimal",
        },
        new("NF0011", "a typed reference or variable arguments", "they cannot be run; use object, ref or params")
        {
            Type = type => type.FullName is "System.TypedReference" or "System.RuntimeArgumentHandle" or "System.ArgIterator",
            Instruction = Uses(Code.Mkrefany, Code.Refanytype, Code.Refanyval, Code.Arglist),
        },
        new("NF0012", "an instruction that the interpreter refuses", "copy with Array.Copy, clear with Array.Clear")
        {
            Instruction = Uses(Code.Cpblk, Code.Initblk, Code.Jmp, Code.Ckfinite, Code.Readonly),
        },
        new("NF0013", "a method too large for the board's format", "at most 32,767 bytes of code and 255 parameters, locals, handlers or cases; split it")
        {
            Body = body => body.CodeSize > MaxMethodSize
                || body.Variables.Count > MaxCount
                || body.ExceptionHandlers.Count > MaxCount
                || body.Method.Parameters.Count + (body.Method.HasThis ? 1 : 0) > MaxCount,
            Instruction = instruction => instruction.Operand is Instruction[] { Length: > MaxCount },
        },
        new("NF0014", "too much static data in one assembly", "array initialisers may take 60,000 bytes together; move some into another assembly")
        {
            Module = module => module.GetTypes().SelectMany(type => type.Fields).Sum(field => field.InitialValue.Length) > MaxStaticData,
        },
    ];

    private static Func<Instruction, bool> Uses(params Code[] codes) =>
        instruction => codes.Contains(instruction.OpCode.Code);
}
