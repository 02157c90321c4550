using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>All types of the core library and of all lists, and how one is referred to from a module.</summary>
internal sealed class TypeTable(ModuleDefinition coreLibrary)
{
    private static readonly Dictionary<string, Func<TypeSystem, TypeReference>> Encoded = new()
    {
        ["void"] = system => system.Void,
        ["bool"] = system => system.Boolean,
        ["byte"] = system => system.Byte,
        ["sbyte"] = system => system.SByte,
        ["char"] = system => system.Char,
        ["short"] = system => system.Int16,
        ["ushort"] = system => system.UInt16,
        ["int"] = system => system.Int32,
        ["uint"] = system => system.UInt32,
        ["long"] = system => system.Int64,
        ["ulong"] = system => system.UInt64,
        ["float"] = system => system.Single,
        ["double"] = system => system.Double,
        ["string"] = system => system.String,
        ["object"] = system => system.Object,
        ["System.IntPtr"] = system => system.IntPtr,
        ["System.UIntPtr"] = system => system.UIntPtr,
    };

    /// <summary>By the name that the lists write: a nested type after its outer type and a dot.</summary>
    private readonly Dictionary<string, TypeDefinition> _definitions =
        coreLibrary.GetTypes().Where(type => type.IsPublic || type.IsNestedPublic).ToDictionary(type => type.FullName.Replace('/', '.'));

    /// <summary>Types that a signature names but no list defines: no code can name them, so no code can depend on them.</summary>
    public SortedSet<string> Unlisted { get; } = [];

    public void Add(string name, TypeDefinition definition) => _definitions.Add(name, definition);

    public bool Contains(string name) => _definitions.ContainsKey(name);

    public TypeDefinition Define(string name) => _definitions[name];

    /// <summary>For a place that needs a type definition or reference: a base class, an interface, an attribute.</summary>
    public TypeReference Import(ModuleDefinition module, string name) => module.ImportReference(_definitions[name]);

    /// <summary>For a signature.</summary>
    public TypeReference Resolve(ModuleDefinition module, string name)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return new ArrayType(Resolve(module, name[..^2]));
        }

        if (Encoded.TryGetValue(name, out Func<TypeSystem, TypeReference>? encoded))
        {
            return encoded(module.TypeSystem);
        }

        return Contains(name) ? Import(module, name) : AddUnlisted(module, name);
    }

    /// <summary>Those met so far are enums with a default.</summary>
    private TypeDefinition AddUnlisted(ModuleDefinition module, string name)
    {
        Unlisted.Add(name);
        (string before, string simpleName) = SplitAtLastDot(name);
        TypeDefinition? outer = _definitions.TryGetValue(before, out TypeDefinition? found) && found.Module == module ? found : null;
        TypeDefinition definition = new(
            outer is null ? before : "",
            simpleName,
            TypeAttributes.Sealed | (outer is null ? TypeAttributes.NotPublic : TypeAttributes.NestedAssembly),
            Import(module, "System.Enum"))
        {
            Fields = { MakeEnumField(module.TypeSystem.Int32) },
        };
        (outer?.NestedTypes ?? module.Types).Add(definition);
        _definitions.Add(name, definition);
        return definition;
    }

    /// <summary>The field that holds an enum's value.</summary>
    public static FieldDefinition MakeEnumField(TypeReference underlyingType) =>
        new("value__", FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName, underlyingType);

    public static (string Before, string After) SplitAtLastDot(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot < 0 ? ("", name) : (name[..dot], name[(dot + 1)..]);
    }
}
