using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>
/// Finds code in the source. The PDB has the line of instructions; for a type or field without code it has only the file,
/// in which the declaration is then searched.
/// </summary>
internal sealed class SourceMap : IDisposable
{
    private readonly string _assembly;
    private readonly TypeDocuments _withoutCode;
    private readonly Dictionary<string, string> _sources = [];

    public SourceMap(string assembly)
    {
        _assembly = assembly;
        _withoutCode = new TypeDocuments(Path.ChangeExtension(assembly, ".pdb"));
    }

    public void Dispose() => _withoutCode.Dispose();

    /// <summary>Where the statement of an instruction begins.</summary>
    public SourcePlace Find(MethodDefinition method, Instruction instruction) =>
        method.DebugInformation.SequencePoints.LastOrDefault(point => !point.IsHidden && point.Offset <= instruction.Offset)
            is SequencePoint point ? At(point) : Find(method);

    /// <summary>Where a local variable is first used.</summary>
    public SourcePlace Find(MethodDefinition method, VariableDefinition variable) =>
        method.Body.Instructions.FirstOrDefault(instruction => Uses(instruction, variable)) is Instruction first
            ? Find(method, first)
            : Find(method);

    public SourcePlace Find(IMemberDefinition member) =>
        member is MethodDefinition method && FirstPoint(method) is SequencePoint point
            ? At(point)
            : Find(member as TypeDefinition ?? member.DeclaringType, PlainName(member.Name));

    /// <summary>Searches a name in a type, then in the types around it.</summary>
    private SourcePlace Find(TypeDefinition? type, string name)
    {
        if (type is null)
        {
            return new SourcePlace(_assembly, 0, 0);
        }

        foreach (string document in Documents(type))
        {
            if (Search(document, PlainName(type.Name), name) is SourcePlace place)
            {
                return place;
            }
        }

        return Find(type.DeclaringType, name);
    }

    private static bool Uses(Instruction instruction, VariableDefinition variable) =>
        instruction.Operand == variable || variable.Index == instruction.OpCode.Code switch
        {
            Code.Ldloc_0 or Code.Stloc_0 => 0,
            Code.Ldloc_1 or Code.Stloc_1 => 1,
            Code.Ldloc_2 or Code.Stloc_2 => 2,
            Code.Ldloc_3 or Code.Stloc_3 => 3,
            _ => -1,
        };

    private static SourcePlace At(SequencePoint point) => new(point.Document.Url, point.StartLine, point.StartColumn);

    private static SequencePoint? FirstPoint(MethodDefinition method) =>
        method.DebugInformation.SequencePoints.FirstOrDefault(point => !point.IsHidden);

    /// <summary>The files of a type; one within another may have no code, and then is in a file of the other.</summary>
    private IEnumerable<string> Documents(TypeDefinition type)
    {
        IEnumerable<string> ofCode = type.Methods
            .Select(FirstPoint)
            .OfType<SequencePoint>()
            .Select(point => point.Document.Url);
        IEnumerable<string> ofOuter = type.DeclaringType is null ? [] : Documents(type.DeclaringType);
        return ofCode.Concat(_withoutCode.Find(type.MetadataToken.ToInt32())).Concat(ofOuter).Distinct();
    }

    /// <summary>The first mention of a name after the declaration of a type; else the declaration.</summary>
    private SourcePlace? Search(string document, string type, string name)
    {
        if (!_sources.TryGetValue(document, out string? text))
        {
            text = File.Exists(document) ? File.ReadAllText(document) : "";
            _sources.Add(document, text);
        }

        Match declaration = Regex.Match(
            text, $@"\b(class|struct|interface|enum|record|delegate)\b[^;{{]*?\b(?<name>{Regex.Escape(type)})\b");
        if (!declaration.Success)
        {
            return null;
        }

        int index = declaration.Groups["name"].Index;
        if (name != type && new Regex($@"\b{Regex.Escape(name)}\b").Match(text, index + type.Length) is { Success: true } mention)
        {
            index = mention.Index;
        }

        int line = text.AsSpan(0, index).Count('\n') + 1;
        int lineStart = text.AsSpan(0, index).LastIndexOf('\n') + 1;
        return new SourcePlace(document, line, index - lineStart + 1);
    }

    /// <summary>As the source writes it: without arity, accessor prefix, explicit interface or the compiler's brackets.</summary>
    private static string PlainName(string name)
    {
        name = Regex.Replace(name, @"^<(\w+)>.*$", "$1");
        name = name[(name.LastIndexOf('.') + 1)..];
        return Regex.Replace(name, @"`\d+$|^(get|set|add|remove)_", "");
    }
}
