using System.Globalization;
using Mono.Cecil;

namespace Sensorcast.Tests.ReferenceCheckTests;

/// <summary>Writes an assembly as a list, from its metadata alone: the inverse of the generator.</summary>
internal static class ApiText
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["System.Void"] = "void",
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte",
        ["System.Char"] = "char",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double",
        ["System.String"] = "string",
        ["System.Object"] = "object",
    };

    public static IEnumerable<string> Write(TypeDefinition type)
    {
        if (type.BaseType?.FullName == "System.MulticastDelegate")
        {
            MethodDefinition invoke = type.Methods.Single(method => method.Name == "Invoke");
            return [$"delegate {FullName(type)}({Parameters(invoke.Parameters)}) : {Name(invoke.ReturnType)}"];
        }

        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : (type.IsAbstract, type.IsSealed) switch
            {
                (true, true) => "static class",
                (true, false) => "abstract class",
                (false, true) => "sealed class",
                _ => "class",
            };
        IEnumerable<string> bases = type.Interfaces.Select(implementation => FullName(implementation.InterfaceType));
        if (kind.EndsWith("class", StringComparison.Ordinal) && type.BaseType is not null && type.BaseType.FullName != "System.Object")
        {
            bases = bases.Prepend(FullName(type.BaseType));
        }

        string head = $"{kind} {FullName(type)}" + (bases.Any() && kind != "enum" ? " : " + string.Join(", ", bases) : "");
        IEnumerable<string> members = type.Fields.Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName).Select(Write)
            .Concat(type.Properties.Select(property => Write(type, property)))
            .Concat(type.Events.Select(@event => $"event {@event.Name} : {Name(@event.EventType)}"))
            .Concat(type.Methods.Where(method => method.SemanticsAttributes == MethodSemanticsAttributes.None).Select(Write));
        return members.Select(member => "  " + member).Prepend(head);
    }

    private static string Write(FieldDefinition field)
    {
        if (field.DeclaringType.IsEnum)
        {
            return $"{field.Name} = {Constant(field.Constant)}";
        }

        string modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        object constant = field.Constant is char c ? (int)c : field.Constant;
        return $"{modifiers}{field.Name} : {Name(field.FieldType)}" + (field.IsLiteral ? " = " + Constant(constant) : "");
    }

    private static string Write(TypeDefinition type, PropertyDefinition property)
    {
        bool isDefault = type.CustomAttributes.Any(attribute =>
            attribute.AttributeType.Name == "DefaultMemberAttribute"
            && (string)attribute.ConstructorArguments[0].Value == property.Name);
        return (property.GetMethod.IsStatic ? "static " : "")
            + property.Name
            + (isDefault ? $"[{Parameters(property.GetMethod.Parameters)}]" : "")
            + (property.SetMethod is null ? " { get; } : " : " { get; set; } : ")
            + Name(property.PropertyType);
    }

    private static string Write(MethodDefinition method)
    {
        string modifiers = method.IsStatic ? "static "
            : method.DeclaringType.IsInterface ? ""
            : method.IsAbstract ? "abstract "
            : method.IsVirtual ? (method.IsNewSlot ? "virtual " : "override ")
            : "";
        modifiers += method.IsFamily ? "protected " : "";
        return $"{modifiers}{method.Name}({Parameters(method.Parameters)}) : {Name(method.ReturnType)}";
    }

    private static string Parameters(IEnumerable<ParameterDefinition> parameters) =>
        string.Join(", ", parameters.Select(parameter =>
            (parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ParamArrayAttribute") ? "params "
                : parameter.IsOut ? "out "
                : parameter.ParameterType.IsByReference ? "ref "
                : "")
            + Name(parameter.ParameterType)
            + (parameter.HasConstant ? "=" + (parameter.Constant is null ? "null" : Constant(parameter.Constant)) : "")));

    private static string Constant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Name(TypeReference type) => type switch
    {
        ByReferenceType reference => Name(reference.ElementType),
        ArrayType array => Name(array.ElementType) + "[]",
        _ => Keywords.TryGetValue(type.FullName, out string? keyword) ? keyword : FullName(type),
    };

    private static string FullName(TypeReference type) => type.FullName.Replace('/', '.');
}
