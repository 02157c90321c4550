using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>One thing that the board cannot run: where it shows, and what to write instead.</summary>
/// <remarks>A rule says only where it looks; the rest stays null.</remarks>
internal sealed record Rule(string Code, string Name, string Advice)
{
    /// <summary>Looks at each type, field and method that is defined.</summary>
    public Func<IMemberDefinition, bool>? Definition { get; init; }

    /// <summary>Looks at each type that is named anywhere, with every part of it: of an array, its element type too.</summary>
    public Func<TypeReference, bool>? Type { get; init; }

    /// <summary>Looks at each attribute of a type, field or method.</summary>
    public Func<CustomAttribute, bool>? Attribute { get; init; }

    /// <summary>Looks at each instruction.</summary>
    public Func<Instruction, bool>? Instruction { get; init; }

    /// <summary>Looks at each method body as a whole.</summary>
    public Func<MethodBody, bool>? Body { get; init; }

    /// <summary>Looks at the assembly as a whole, and says what breaks the rule in it, or returns null.</summary>
    public Func<ModuleDefinition, string?>? Module { get; init; }
}
