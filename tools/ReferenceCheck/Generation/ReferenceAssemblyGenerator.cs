using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>Makes one reference assembly a list.</summary>
internal sealed class ReferenceAssemblyGenerator
{
    private readonly TypeTable _types = new();
    private readonly BoardResolver _resolver;
    private readonly IReadOnlyList<ApiList> _lists;

    private ReferenceAssemblyGenerator(IReadOnlyList<ApiList> lists, BoardResolver resolver)
    {
        _lists = lists;
        _resolver = resolver;
    }

    /// <summary>Reads every list of a folder and writes the assemblies into another.</summary>
    /// <returns>What was made.</returns>
    public static GenerationSummary Generate(string apiFolder, string outFolder)
    {
        string[] files = Directory.GetFiles(apiFolder, "*.txt");
        Array.Sort(files, StringComparer.Ordinal);
        List<ApiList> lists = [.. files.Select(ApiListParser.Parse)];
        using BoardResolver resolver = new();
        ReferenceAssemblyGenerator generator = new(lists, resolver);
        generator.Write(outFolder);
        return new GenerationSummary(lists.Count, lists.Sum(list => list.Types.Count), generator._types.Unlisted);
    }

    private void Write(string outFolder)
    {
        ApiList core = _lists.SingleOrDefault(list => list.Types.Any(type => type.Name == "System.Object"))
            ?? throw new InvalidOperationException("no list defines System.Object");
        List<(ApiList List, ModuleDefinition Module)> modules = [.. _lists.Select(list => (list, CreateModule(list, core)))];
        foreach ((ApiList list, ModuleDefinition module) in modules)
        {
            Declare(list, module);
        }

        List<ApiType> types = [.. _lists.SelectMany(list => list.Types)];
        types.ForEach(SetBases);

        MemberEmitter members = new(_types, new PropertyInheritance(_lists));
        foreach (ApiType type in types)
        {
            type.Members.ForEach(member => members.Emit(_types.Define(type.Name), type, member));
            AddDummyField(type);
        }

        AttributeEmitter attributes = new(_types);
        foreach (ApiType type in types)
        {
            attributes.Emit(_types.Define(type.Name), type);
        }

        Directory.CreateDirectory(outFolder);
        foreach ((ApiList list, ModuleDefinition module) in modules)
        {
            if (list == core)
            {
                module.AssemblyReferences.Clear();
            }

            module.Write(
                Path.Combine(outFolder, list.Assembly + ".dll"),
                new WriterParameters { Timestamp = 0, DeterministicMvid = true });
        }
    }

    /// <summary>
    /// Cecil gives a module that is named as a core library a type system that works only for files it has read. So the
    /// core library gets its name after its type system, which then refers to nothing but ECMA's own element types.
    /// </summary>
    private ModuleDefinition CreateModule(ApiList list, ApiList core)
    {
        AssemblyDefinition assembly = AssemblyDefinition.CreateAssembly(
            new AssemblyNameDefinition("unnamed", AssemblyVersion(list)),
            list.Assembly + ".dll",
            new ModuleParameters { Kind = ModuleKind.Dll, AssemblyResolver = _resolver });
        assembly.MainModule.AssemblyReferences.Add(new AssemblyNameReference(core.Assembly, AssemblyVersion(core)));
        _ = assembly.MainModule.TypeSystem;
        assembly.Name.Name = list.Assembly;
        _resolver.Add(assembly);
        return assembly.MainModule;
    }

    private static Version AssemblyVersion(ApiList list) =>
        new(list.Version.Major, list.Version.Minor, Math.Max(list.Version.Build, 0), Math.Max(list.Version.Revision, 0));

    private void Declare(ApiList list, ModuleDefinition module)
    {
        HashSet<string> names = [.. list.Types.Select(type => type.Name)];
        foreach (ApiType type in list.Types)
        {
            (string before, string name) = TypeTable.SplitAtLastDot(type.Name);
            bool isNested = names.Contains(before);
            TypeDefinition definition = new(
                isNested ? "" : before,
                name,
                TypeFlags(type) | (isNested ? TypeAttributes.NestedPublic : TypeAttributes.Public));
            if (name.Contains('`'))
            {
                AddGenericParameters(definition, type.Members[0]);
            }

            _types.Add(type.Name, definition);
        }

        foreach (ApiType type in list.Types)
        {
            string before = TypeTable.SplitAtLastDot(type.Name).Before;
            (names.Contains(before) ? _types.Define(before).NestedTypes : module.Types).Add(_types.Define(type.Name));
        }
    }

    private static TypeAttributes TypeFlags(ApiType type)
    {
        TypeAttributes flags = type.Kind switch
        {
            ApiTypeKind.Interface => TypeAttributes.Interface | TypeAttributes.Abstract,
            ApiTypeKind.Struct => TypeAttributes.Sealed | TypeAttributes.SequentialLayout | TypeAttributes.BeforeFieldInit,
            ApiTypeKind.Class => TypeAttributes.BeforeFieldInit,
            _ => TypeAttributes.Sealed,
        };
        return flags
            | (type.Has(ApiModifiers.Sealed) || type.Has(ApiModifiers.Static) ? TypeAttributes.Sealed : 0)
            | (type.Has(ApiModifiers.Abstract) || type.Has(ApiModifiers.Static) ? TypeAttributes.Abstract : 0);
    }

    /// <summary>Only delegates are generic in the lists; a name without a dot in the signature is a generic parameter.</summary>
    private static void AddGenericParameters(TypeDefinition definition, ApiMember signature)
    {
        IEnumerable<string> names = signature.Parameters.Select(parameter => parameter.Type).Append(signature.Type)
            .Where(name => char.IsUpper(name[0]) && !name.Contains('.'))
            .Distinct();
        foreach (string name in names)
        {
            definition.GenericParameters.Add(new GenericParameter(name, definition));
        }

        if (!definition.Name.EndsWith($"`{definition.GenericParameters.Count}", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{definition.FullName}: the signature does not name as many type parameters");
        }
    }

    private void SetBases(ApiType type)
    {
        TypeDefinition definition = _types.Define(type.Name);
        string? parent = type.Kind switch
        {
            ApiTypeKind.Class => type.Name == "System.Object" ? null : "System.Object",
            ApiTypeKind.Struct => "System.ValueType",
            ApiTypeKind.Enum => "System.Enum",
            ApiTypeKind.Delegate => "System.MulticastDelegate",
            _ => null,
        };
        foreach (string name in type.Bases)
        {
            if (_types.Define(name).IsInterface)
            {
                definition.Interfaces.Add(new InterfaceImplementation(_types.Import(definition.Module, name)));
            }
            else
            {
                parent = name;
            }
        }

        definition.BaseType = parent is null ? null : _types.Import(definition.Module, parent);
    }

    /// <summary>The compiler takes a struct without fields for one that needs no assignment; an enum must have its value.</summary>
    private void AddDummyField(ApiType type)
    {
        TypeDefinition definition = _types.Define(type.Name);
        if (type.Kind == ApiTypeKind.Enum)
        {
            TypeReference underlying = _types.Resolve(definition.Module, Constants.UnderlyingType(type), definition);
            definition.Fields.Insert(0, TypeTable.MakeEnumField(underlying));
        }
        else if (type.Kind == ApiTypeKind.Struct && type.Name != "System.Void")
        {
            definition.Fields.Add(new FieldDefinition("_unlisted", FieldAttributes.Private, definition.Module.TypeSystem.Int32));
        }
    }
}
