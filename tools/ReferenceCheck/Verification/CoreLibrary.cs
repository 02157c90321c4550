using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>The board's core library: which types of its <c>mscorlib.dll</c> are not on the board.</summary>
internal sealed class CoreLibrary
{
    private const string Mark = "System.Runtime.CompilerServices.ExcludeTypeAttribute";

    /// <summary>
    /// Attributes among them that the metadata processor leaves out of what it writes, as long as they are only attributes. Those of
    /// an assembly, a parameter or a return value it never writes.
    /// </summary>
    public static readonly IReadOnlySet<string> StrippedAttributes = new HashSet<string>
    {
        "System.AttributeUsageAttribute",
        "System.CLSCompliantAttribute",
        "System.ComponentModel.EditorBrowsableAttribute",
        "System.Diagnostics.ConditionalAttribute",
        "System.Diagnostics.DebuggableAttribute",
        "System.Diagnostics.DebuggerBrowsableAttribute",
        "System.Diagnostics.DebuggerDisplayAttribute",
        "System.Diagnostics.DebuggerHiddenAttribute",
        "System.Diagnostics.DebuggerNonUserCodeAttribute",
        "System.Diagnostics.DebuggerStepThroughAttribute",
        "System.FlagsAttribute",
        "System.MTAThreadAttribute",
        "System.NonSerializedAttribute",
        "System.ObsoleteAttribute",
        "System.Reflection.DefaultMemberAttribute",
        "System.Runtime.CompilerServices.ExtensionAttribute",
        "System.Runtime.CompilerServices.IndexerNameAttribute",
        "System.Runtime.CompilerServices.MethodImplAttribute",
        "System.Runtime.InteropServices.ComVisibleAttribute",
        "System.Runtime.InteropServices.GuidAttribute",
        "System.Runtime.InteropServices.StructLayoutAttribute",
        "System.STAThreadAttribute",
        "System.SerializableAttribute",
    };

    private readonly string _name;
    private readonly HashSet<string> _excluded;

    /// <param name="file">The <c>mscorlib.dll</c> of the package.</param>
    public CoreLibrary(string file)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(file);
        _name = module.Assembly.Name.Name;
        _excluded = [.. module.GetTypes().Where(IsExcluded).Select(type => type.FullName)];
    }

    /// <summary>The types of the library that code compiles against that the board's own library lacks.</summary>
    public IReadOnlyCollection<string> Excluded => _excluded;

    /// <summary>Whether a type is missing on the board.</summary>
    public bool Lacks(TypeReference type) =>
        type is not (TypeSpecification or GenericParameter) && type.Scope?.Name == _name && _excluded.Contains(type.FullName);

    /// <summary>Whether the metadata processor leaves an attribute out.</summary>
    public static bool IsStripped(CustomAttribute attribute) => StrippedAttributes.Contains(attribute.AttributeType.FullName);

    private static bool IsExcluded(TypeDefinition type) => type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == Mark);
}
