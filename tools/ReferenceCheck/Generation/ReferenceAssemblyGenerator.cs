using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>Makes one reference assembly a list, on top of the core library.</summary>
internal sealed class ReferenceAssemblyGenerator
{
    private readonly TypeTable _types;
    private readonly BoardResolver _resolver;
    private readonly AssemblyNameDefinition _coreLibrary;
    private readonly IReadOnlyList<ApiList> _lists;

    private ReferenceAssemblyGenerator(AssemblyDefinition coreLibrary, IReadOnlyList<ApiList> lists, BoardResolver resolver)
    {
        _coreLibrary = coreLibrary.Name;
        _types = new TypeTable(coreLibrary.MainModule);
        _lists = lists;
        _resolver = resolver;
    }

    /// <summary>Reads every list of a folder, and writes the assemblies and a copy of the core library into another.</summary>
    /// <returns>What was made.</returns>
    public static GenerationSummary Generate(string coreLibrary, string apiFolder, string outFolder)
    {
        string[] files = Directory.GetFiles(apiFolder, "*.txt");
        Array.Sort(files, StringComparer.Ordinal);
        List<ApiList> lists = [.. files.Select(ApiListParser.Parse)];
        using BoardResolver resolver = new();
        AssemblyDefinition core = AssemblyDefinition.ReadAssembly(coreLibrary, new ReaderParameters { AssemblyResolver = resolver });
        resolver.Add(core);
        ReferenceAssemblyGenerator generator = new(core, lists, resolver);
        generator.Write(outFolder);
        File.Copy(coreLibrary, Path.Combine(outFolder, Path.GetFileName(coreLibrary)), overwrite: true);
        return new GenerationSummary(lists.Count, lists.Sum(list => list.Types.Count), generator._types.Unlisted);
    }

    private void Write(string outFolder)
    {
        List<(ApiList List, ModuleDefinition Module)> modules = [.. _lists.Select(list => (list, CreateModule(list)))];
        foreach ((ApiList list, ModuleDefinition module) in modules)
        {
            Declare(list, module);
        }

        List<ApiType> types = [.. _lists.SelectMany(list => list.Types)];
        types.ForEach(SetBases);

        MemberEmitter members = new(_types, new PropertyInheritance(_lists, _types));
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
            module.Write(
                Path.Combine(outFolder, list.Assembly + ".dll"),
                new WriterParameters { Timestamp = 0, DeterministicMvid = true });
        }
    }

    private ModuleDefinition CreateModule(ApiList list)
    {
        AssemblyDefinition assembly = AssemblyDefinition.CreateAssembly(
            new AssemblyNameDefinition(list.Assembly, AssemblyVersion(list)),
            list.Assembly + ".dll",
            new ModuleParameters { Kind = ModuleKind.Dll, AssemblyResolver = _resolver });
        assembly.MainModule.AssemblyReferences.Add(AssemblyNameReference.Parse(_coreLibrary.FullName));
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

    private void SetBases(ApiType type)
    {
        TypeDefinition definition = _types.Define(type.Name);
        string? parent = type.Kind switch
        {
            ApiTypeKind.Class => "System.Object",
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
            TypeReference underlying = _types.Resolve(definition.Module, Constants.UnderlyingType(type));
            definition.Fields.Insert(0, TypeTable.MakeEnumField(underlying));
        }
        else if (type.Kind == ApiTypeKind.Struct)
        {
            definition.Fields.Add(new FieldDefinition("_unlisted", FieldAttributes.Private, definition.Module.TypeSystem.Int32));
        }
    }
}
