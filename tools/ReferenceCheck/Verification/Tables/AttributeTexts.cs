using Mono.Cecil;

namespace Sensorcast.ReferenceCheck.Verification.Tables;

/// <summary>The texts among the arguments of an attribute.</summary>
internal static class AttributeTexts
{
    public static IEnumerable<string> Of(CustomAttribute attribute) =>
        attribute.ConstructorArguments
            .Concat(attribute.Properties.Concat(attribute.Fields).Select(named => named.Argument))
            .SelectMany(Of);

    private static IEnumerable<string> Of(CustomAttributeArgument argument) => argument.Value switch
    {
        string text => [text],
        CustomAttributeArgument boxed => Of(boxed),
        CustomAttributeArgument[] array => array.SelectMany(Of),
        _ => [],
    };
}
