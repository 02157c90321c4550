using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Verification;

/// <summary>Checks everything in an assembly against the rules.</summary>
internal sealed class AssemblyVerifier
{
    private readonly IReadOnlyList<Rule> _rules;
    private readonly SourceMap _sources;
    private readonly string _assembly;
    private readonly List<Finding> _findings = [];

    private AssemblyVerifier(string assembly, IReadOnlyList<Rule> rules, SourceMap sources)
    {
        _rules = rules;
        _assembly = assembly;
        _sources = sources;
    }

    /// <summary>Verifies a compiled assembly; its portable PDB beside it gives the source lines.</summary>
    /// <returns>One finding a rule and line, in the order of the source.</returns>
    public static IReadOnlyList<Finding> Verify(string assembly, BoardRules rules)
    {
        ReaderParameters parameters = new()
        {
            ReadSymbols = true,
            SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false),
        };
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly, parameters);
        using SourceMap sources = new(assembly);
        AssemblyVerifier verifier = new(assembly, rules.All, sources);
        verifier.Visit(module);
        return
        [
            .. verifier._findings
                .DistinctBy(finding => (finding.Rule, finding.Place.File, finding.Place.Line))
                .OrderBy(finding => finding.Place.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Place.Line),
        ];
    }

    private void Visit(ModuleDefinition module)
    {
        foreach (Rule rule in _rules)
        {
            if (rule.Module?.Invoke(module) is string what)
            {
                _findings.Add(new Finding(rule, new SourcePlace(_assembly, 0, 0), what));
            }
        }

        foreach (TypeDefinition type in module.GetTypes())
        {
            Visit(type);
        }
    }

    private void Visit(TypeDefinition type)
    {
        Lazy<SourcePlace> place = new(() => _sources.Find(type));
        CheckDefinition(type, place);
        CheckType(type.BaseType, type, place);
        foreach (InterfaceImplementation implementation in type.Interfaces)
        {
            CheckType(implementation.InterfaceType, type, place);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            Lazy<SourcePlace> fieldPlace = new(() => _sources.Find(field));
            CheckDefinition(field, fieldPlace);
            CheckType(field.FieldType, field, fieldPlace);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Visit(method);
        }
    }

    private void Visit(MethodDefinition method)
    {
        Lazy<SourcePlace> place = new(() => _sources.Find(method));
        CheckDefinition(method, place);
        CheckSignature(method, method, place);
        if (!method.HasBody)
        {
            return;
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            Visit(method, instruction);
        }

        foreach (Rule rule in _rules.Where(rule => rule.Body?.Invoke(method.Body) == true))
        {
            Report(rule, method, place);
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            CheckType(variable.VariableType, method, new Lazy<SourcePlace>(() => _sources.Find(method, variable)));
        }

        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            CheckType(handler.CatchType, method, place);
        }
    }

    private void Visit(MethodDefinition method, Instruction instruction)
    {
        Lazy<SourcePlace> place = new(() => _sources.Find(method, instruction));
        foreach (Rule rule in _rules.Where(rule => rule.Instruction?.Invoke(instruction) == true))
        {
            Report(rule, method, place);
        }

        switch (instruction.Operand)
        {
            case TypeReference type:
                CheckType(type, method, place);
                break;
            case FieldReference field:
                CheckType(field.DeclaringType, method, place);
                CheckType(field.FieldType, method, place);
                break;
            case MethodReference called:
                CheckType(called.DeclaringType, method, place);
                CheckSignature(called, method, place);
                break;
            case CallSite site:
                CheckSignature(site, method, place);
                break;
        }
    }

    private void CheckSignature(IMethodSignature signature, IMemberDefinition at, Lazy<SourcePlace> place)
    {
        CheckType(signature.ReturnType, at, place);
        foreach (ParameterDefinition parameter in signature.Parameters)
        {
            CheckType(parameter.ParameterType, at, place);
        }
    }

    private void CheckDefinition(IMemberDefinition member, Lazy<SourcePlace> place)
    {
        foreach (Rule rule in _rules.Where(rule => rule.Definition?.Invoke(member) == true))
        {
            Report(rule, member, place);
        }

        foreach (CustomAttribute attribute in ((ICustomAttributeProvider)member).CustomAttributes)
        {
            foreach (Rule rule in _rules.Where(rule => rule.Attribute?.Invoke(attribute) == true))
            {
                Report(rule, member, place, attribute.AttributeType.FullName);
            }
        }
    }

    /// <summary>Checks a type and every part of it against the rules.</summary>
    private void CheckType(TypeReference? type, IMemberDefinition at, Lazy<SourcePlace> place)
    {
        if (type is null)
        {
            return;
        }

        foreach (Rule rule in _rules.Where(rule => rule.Type?.Invoke(type) == true))
        {
            Report(rule, at, place, type.FullName);
        }

        if (type is GenericInstanceType generic)
        {
            foreach (TypeReference argument in generic.GenericArguments)
            {
                CheckType(argument, at, place);
            }
        }
        else if (type is FunctionPointerType pointer)
        {
            CheckSignature(pointer, at, place);
        }
        else if (type is TypeSpecification specification)
        {
            CheckType(specification.ElementType, at, place);
        }
    }

    private void Report(Rule rule, IMemberDefinition at, Lazy<SourcePlace> place, string? type = null) =>
        _findings.Add(new Finding(rule, place.Value, type is null ? at.FullName : $"{type} in {at.FullName}"));
}
