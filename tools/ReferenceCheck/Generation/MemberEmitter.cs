using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.ReferenceCheck.Generation;

/// <summary>Writes members into a type.</summary>
internal sealed class MemberEmitter(TypeTable types, PropertyInheritance inheritance)
{
    private const MethodAttributes NewVirtual = MethodAttributes.Virtual | MethodAttributes.NewSlot;

    public void Emit(TypeDefinition type, ApiType api, ApiMember member)
    {
        switch (member.Kind)
        {
            case ApiMemberKind.EnumValue:
                EmitEnumValue(type, api, member);
                break;
            case ApiMemberKind.Field:
                EmitField(type, member);
                break;
            case ApiMemberKind.Property:
                EmitProperty(type, api, member);
                break;
            case ApiMemberKind.Event:
                EmitEvent(type, api, member);
                break;
            case ApiMemberKind.Method when api.Kind == ApiTypeKind.Delegate:
                EmitInvoke(type, member);
                break;
            default:
                EmitMethod(type, api, member);
                break;
        }
    }

    private static void EmitEnumValue(TypeDefinition type, ApiType api, ApiMember member) =>
        type.Fields.Add(new FieldDefinition(
            member.Name,
            FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault,
            type)
        {
            Constant = Constants.OfEnum(Constants.UnderlyingType(api), member.Value!),
        });

    /// <summary>
    /// The lists do not distinguish protected fields from public ones; a field named like a private one is taken for protected.
    /// </summary>
    private void EmitField(TypeDefinition type, ApiMember member)
    {
        bool isProtected = member.Has(ApiModifiers.Protected) || member.Name[0] == '_' || char.IsLower(member.Name[0]);
        FieldDefinition field = new(
            member.Name,
            isProtected ? FieldAttributes.Family : FieldAttributes.Public,
            types.Resolve(type.Module, member.Type));
        if (member.Has(ApiModifiers.Const))
        {
            field.Attributes |= FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault;
            field.Constant = Constants.OfField(member.Type, member.Value!);
        }

        field.IsStatic |= member.Has(ApiModifiers.Static);
        field.IsInitOnly = member.Has(ApiModifiers.ReadOnly);
        type.Fields.Add(field);
    }

    private void EmitProperty(TypeDefinition type, ApiType api, ApiMember member)
    {
        PropertyDefinition property = new(member.Name, PropertyAttributes.None, types.Resolve(type.Module, member.Type));
        MethodAttributes attributes = Flags(api, member) | MethodAttributes.SpecialName;
        if (inheritance.IsOverriding(api, member))
        {
            attributes |= MethodAttributes.Virtual;
        }
        else if (inheritance.IsVirtual(api, member))
        {
            attributes |= NewVirtual;
        }

        property.GetMethod = AddMethod(type, "get_" + member.Name, attributes, property.PropertyType, member.Parameters);
        if (member.HasSetter)
        {
            property.SetMethod = AddMethod(type, "set_" + member.Name, attributes, type.Module.TypeSystem.Void, member.Parameters);
            property.SetMethod.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, property.PropertyType));
        }

        type.Properties.Add(property);
    }

    /// <summary>The lists do not distinguish static events from others, except in a static class.</summary>
    private void EmitEvent(TypeDefinition type, ApiType api, ApiMember member)
    {
        TypeReference handler = types.Resolve(type.Module, member.Type);
        MethodAttributes attributes = Flags(api, member) | MethodAttributes.SpecialName;
        if (api.Has(ApiModifiers.Static))
        {
            attributes |= MethodAttributes.Static;
        }

        List<ApiParameter> parameters = [new ApiParameter("", member.Type, null)];
        type.Events.Add(new EventDefinition(member.Name, EventAttributes.None, handler)
        {
            AddMethod = AddMethod(type, "add_" + member.Name, attributes, type.Module.TypeSystem.Void, parameters),
            RemoveMethod = AddMethod(type, "remove_" + member.Name, attributes, type.Module.TypeSystem.Void, parameters),
        });
    }

    private void EmitInvoke(TypeDefinition type, ApiMember member)
    {
        ModuleDefinition module = type.Module;
        MethodDefinition constructor = new(
            ".ctor",
            MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            module.TypeSystem.Void)
        {
            ImplAttributes = MethodImplAttributes.Runtime,
            Parameters =
            {
                new ParameterDefinition("object", ParameterAttributes.None, module.TypeSystem.Object),
                new ParameterDefinition("method", ParameterAttributes.None, module.TypeSystem.IntPtr),
            },
        };
        MethodDefinition invoke = new(
            "Invoke",
            MethodAttributes.Public | MethodAttributes.HideBySig | NewVirtual,
            types.Resolve(module, member.Type))
        {
            ImplAttributes = MethodImplAttributes.Runtime,
        };
        AddParameters(type, invoke, member.Parameters);
        type.Methods.Add(constructor);
        type.Methods.Add(invoke);
    }

    private void EmitMethod(TypeDefinition type, ApiType api, ApiMember member)
    {
        MethodAttributes attributes = Flags(api, member);
        if (member.Name == ".ctor")
        {
            attributes |= MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        }
        else if (member.Name.StartsWith("op_", StringComparison.Ordinal))
        {
            attributes |= MethodAttributes.SpecialName;
        }

        AddMethod(type, member.Name, attributes, types.Resolve(type.Module, member.Type), member.Parameters);
    }

    private static MethodAttributes Flags(ApiType api, ApiMember member)
    {
        MethodAttributes flags = MethodAttributes.HideBySig
            | (member.Has(ApiModifiers.Protected) ? MethodAttributes.Family : MethodAttributes.Public);
        if (member.Has(ApiModifiers.Static))
        {
            flags |= MethodAttributes.Static;
        }
        else if (api.Kind == ApiTypeKind.Interface || member.Has(ApiModifiers.Abstract))
        {
            flags |= NewVirtual | MethodAttributes.Abstract;
        }
        else if (member.Has(ApiModifiers.Virtual))
        {
            flags |= NewVirtual;
        }
        else if (member.Has(ApiModifiers.Override))
        {
            flags |= MethodAttributes.Virtual;
        }

        return flags;
    }

    private MethodDefinition AddMethod(
        TypeDefinition type, string name, MethodAttributes attributes, TypeReference returnType, IReadOnlyList<ApiParameter> parameters)
    {
        MethodDefinition method = new(name, attributes, returnType);
        AddParameters(type, method, parameters);
        if (!method.IsAbstract)
        {
            ILProcessor code = method.Body.GetILProcessor();
            code.Emit(OpCodes.Ldnull);
            code.Emit(OpCodes.Throw);
        }

        type.Methods.Add(method);
        return method;
    }

    /// <summary>The lists leave names out, so parameters get names that no named argument can use.</summary>
    private void AddParameters(TypeDefinition type, MethodDefinition method, IReadOnlyList<ApiParameter> parameters)
    {
        foreach (ApiParameter api in parameters)
        {
            TypeReference parameterType = types.Resolve(type.Module, api.Type);
            bool isByReference = api.Passing is "ref" or "out";
            ParameterDefinition parameter = new(
                $"<{method.Parameters.Count + 1}>",
                api.Passing == "out" ? ParameterAttributes.Out : ParameterAttributes.None,
                isByReference ? new ByReferenceType(parameterType) : parameterType);
            if (api.Default is not null)
            {
                parameter.Attributes |= ParameterAttributes.Optional | ParameterAttributes.HasDefault;
                parameter.Constant = Constants.OfParameter(api.Type, api.Default);
            }

            method.Parameters.Add(parameter);
        }
    }
}
