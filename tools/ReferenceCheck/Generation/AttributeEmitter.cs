using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>Writes the attributes that the compiler reads; the lists leave attributes out. Runs after all members are defined.</summary>
internal sealed class AttributeEmitter(TypeTable types)
{
    public void Emit(TypeDefinition type, ApiType api)
    {
        if (type.Properties.FirstOrDefault(property => property.HasParameters) is PropertyDefinition indexer)
        {
            type.CustomAttributes.Add(Make(type, "System.Reflection.DefaultMemberAttribute", indexer.Name));
        }

        foreach (ApiMember member in api.Members.Where(member => member.Parameters.Any(parameter => parameter.Passing == "params")))
        {
            MethodDefinition method = type.Methods.Single(candidate => IsEmittedFrom(candidate, member, type));
            method.Parameters[^1].CustomAttributes.Add(Make(type, "System.ParamArrayAttribute"));
        }

        if (IsAttribute(type))
        {
            AllowEverywhere(type);
        }
    }

    private bool IsEmittedFrom(MethodDefinition method, ApiMember member, TypeDefinition type) =>
        method.Name == member.Name
        && method.Parameters.Select(parameter => parameter.ParameterType.FullName.TrimEnd('&'))
            .SequenceEqual(member.Parameters.Select(parameter => types.Resolve(type.Module, parameter.Type).FullName));

    private static bool IsAttribute(TypeDefinition type)
    {
        for (TypeDefinition? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType?.Resolve())
        {
            if (ancestor.FullName == "System.Attribute")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The lists do not have an attribute's targets: it may be anywhere, any number of times.</summary>
    private void AllowEverywhere(TypeDefinition attribute)
    {
        TypeDefinition targets = types.Define("System.AttributeTargets");
        object all = targets.Fields.Single(field => field.Name == "All").Constant;
        MethodReference constructor = Constructor(attribute, "System.AttributeUsageAttribute", targets.FullName);
        attribute.CustomAttributes.Add(new CustomAttribute(constructor)
        {
            ConstructorArguments = { new CustomAttributeArgument(targets, all) },
            Properties =
            {
                new CustomAttributeNamedArgument(
                    "AllowMultiple", new CustomAttributeArgument(attribute.Module.TypeSystem.Boolean, true)),
            },
        });
    }

    private CustomAttribute Make(TypeDefinition user, string name, params string[] arguments)
    {
        CustomAttribute attribute = new(Constructor(user, name, [.. arguments.Select(_ => "System.String")]));
        foreach (string argument in arguments)
        {
            attribute.ConstructorArguments.Add(new CustomAttributeArgument(user.Module.TypeSystem.String, argument));
        }

        return attribute;
    }

    private MethodReference Constructor(TypeDefinition user, string name, params string[] parameterTypes) =>
        user.Module.ImportReference(types.Define(name).Methods.Single(method =>
            method.IsConstructor
            && method.Parameters.Select(parameter => parameter.ParameterType.FullName).SequenceEqual(parameterTypes)));
}
