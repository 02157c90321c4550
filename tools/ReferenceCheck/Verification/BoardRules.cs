using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Sensorcast.ReferenceCheck.Verification.Tables;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>The rules for code that the board cannot run or runs wrongly. README.md has the source of each.</summary>
internal sealed class BoardRules(string coreLibraryFile)
{
    /// <summary>Branches and exception handlers hold 16-bit offsets with a sign: 32,767 is the end.</summary>
    private const int MaxMethodSize = 30_000;

    /// <summary>
    /// A byte holds the count of parameters, locals, stack, handlers or switch targets, and of a type's members of a kind.
    /// </summary>
    private const int MaxCount = 240;

    /// <summary>
    /// The tables of strings, code and signatures have 16-bit offsets. Code ends at 65,535, with a message from the metadata processor,
    /// and signatures at 65,536, with none. Strings end at 64,675, with none before 65,535: offsets above are those of built-in strings.
    /// </summary>
    private const int MaxTable = 60_000;

    /// <summary>Where code names a type of its own or of another assembly, 14 bits hold its row: 16,383 is the end.</summary>
    private const int MaxTypes = 15_000;

    /// <summary>Where code names a method or field, 15 bits hold its row: 32,767 is the end.</summary>
    private const int MaxMembers = 30_000;

    private readonly CoreLibrary _coreLibrary = new(coreLibraryFile);

    /// <summary>All rules.</summary>
    public IReadOnlyList<Rule> All =>
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
        new(
            "NF0013",
            "a method too large for the board's format",
            "at most 30,000 bytes of code and 240 parameters, locals, handlers, cases or values on the stack; split it")
        {
            Body = body => CodeTable.Size(body) > MaxMethodSize
                || body.Variables.Count > MaxCount
                || body.ExceptionHandlers.Count > MaxCount
                || body.Method.Parameters.Count + (body.Method.HasThis ? 1 : 0) > MaxCount
                || EvaluationStack.Depth(body) > MaxCount,
            Instruction = instruction => instruction.Operand is Instruction[] { Length: > MaxCount },
        },
        new(
            "NF0014",
            "too many signatures and too much static data in one assembly",
            "together they may take 60,000 bytes; move some into another assembly")
        {
            Module = module => SignatureTable.Measure(module).Over(MaxTable),
        },
        new(
            "NF0015",
            "too many names and texts in one assembly",
            "together they may take 60,000 bytes; move some into another assembly, or write bytes")
        {
            Module = module => StringTable.Measure(module).Over(MaxTable),
        },
        new("NF0016", "too much code in one assembly", "it may take 60,000 bytes; move some into another assembly")
        {
            Module = module => CodeTable.Measure(module).Over(MaxTable),
        },
        new(
            "NF0017",
            "too many types or members in one assembly",
            "at most 15,000 types and 30,000 methods and fields, defined or used; split it")
        {
            Module = OverRows,
        },
        new(
            "NF0018",
            "a type with too many members",
            "at most 240 static fields, other fields, static methods, virtual methods and other methods; split it")
        {
            Definition = member => member is TypeDefinition type && LargestKind(type) > MaxCount,
        },
        new("NF0019", "a type that the board does not have", "the core library marks it as excluded, for compilers only")
        {
            Type = _coreLibrary.Lacks,
            Attribute = attribute => _coreLibrary.Lacks(attribute.AttributeType) && !CoreLibrary.IsStripped(attribute),
        },
        new("NF0020", "a text with a NUL in it", "strings end at the first NUL; write an array of bytes")
        {
            Instruction = instruction => instruction.OpCode.Code == Code.Ldstr && HasNul((string)instruction.Operand),
            Attribute = attribute => !CoreLibrary.IsStripped(attribute) && AttributeTexts.Of(attribute).Any(HasNul),
        },
    ];

    private static Func<Instruction, bool> Uses(params Code[] codes) =>
        instruction => codes.Contains(instruction.OpCode.Code);

    private static bool HasNul(string text) => text.Contains('\0');

    private static string? OverRows(ModuleDefinition module)
    {
        List<TypeDefinition> types = [.. module.GetTypes()];
        List<MemberReference> used = [.. module.GetMemberReferences()];
        (string Name, int Count, int Max)[] rows =
        [
            ("types", types.Count, MaxTypes),
            ("methods", types.Sum(type => type.Methods.Count), MaxMembers),
            ("fields", types.Sum(type => type.Fields.Count), MaxMembers),
            ("types of others", module.GetTypeReferences().Count(), MaxTypes),
            ("methods of others", used.OfType<MethodReference>().Count(), MaxMembers),
            ("fields of others", used.OfType<FieldReference>().Count(), MaxMembers),
        ];
        IEnumerable<string> over = rows.Where(row => row.Count > row.Max)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Count:N0} {row.Name}"));
        return over.Any() ? string.Join(", ", over) : null;
    }

    private static int LargestKind(TypeDefinition type)
    {
        List<FieldDefinition> fields = [.. type.Fields.Where(field => !field.HasConstant)];
        int[] counts =
        [
            fields.Count(field => field.IsStatic),
            fields.Count(field => !field.IsStatic),
            type.Methods.Count(method => method.IsStatic),
            type.Methods.Count(method => method.IsVirtual),
            type.Methods.Count(method => !method.IsStatic && !method.IsVirtual),
        ];
        return counts.Max();
    }
}
