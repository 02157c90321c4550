using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>A rule for code that the board cannot run: how to find it, and what to write instead.</summary>
/// <remarks>A rule sets only the checks that it needs; the others stay null.</remarks>
internal sealed record Rule(string Code, string Name, string Advice)
{
    /// <summary>Checks each type, field and method that is defined.</summary>
    public Func<IMemberDefinition, bool>? Definition { get; init; }

    /// <summary>Checks each type that is named anywhere, with every part of it: of an array, its element type too.</summary>
    public Func<TypeReference, bool>? Type { get; init; }

    /// <summary>Checks each attribute of a type, field or method.</summary>
    public Func<CustomAttribute, bool>? Attribute { get; init; }

    /// <summary>Checks each instruction.</summary>
    public Func<Instruction, bool>? Instruction { get; init; }

    /// <summary>Checks each method body as a whole.</summary>
    public Func<MethodBody, bool>? Body { get; init; }

    /// <summary>Checks the assembly as a whole, and returns what breaks the rule, or null.</summary>
    public Func<ModuleDefinition, string?>? Module { get; init; }
}
