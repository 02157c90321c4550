using Sensorcast.Sensors;
using System.Reflection;

namespace Sensorcast.Tests.Desktop;

/// <summary>Arrows point one way: Server knows the three codecs, and these know nothing but themselves.</summary>
[TestClass]
public class LayeringTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [TestMethod]
    [DataRow("Sensorcast.WebSockets")]
    [DataRow("Sensorcast.Http")]
    [DataRow("Sensorcast.Telemetry")]
    public void A_codec_knows_only_itself(string room)
    {
        Type[] types = [.. typeof(SensorServer).Assembly.GetTypes().Where(type => type.Namespace == room)];
        Assert.IsNotEmpty(types);
        foreach (Type type in types)
        {
            foreach (Type used in UsedBy(type))
            {
                bool isOwn = used.Namespace == room;
                bool isPlain = used.Namespace is "System" or "System.Text" or "System.Runtime.CompilerServices";
                Assert.IsTrue(isOwn || isPlain, $"{type} knows {used}");
            }
        }
    }

    private static IEnumerable<Type> UsedBy(Type type)
    {
        foreach (FieldInfo field in type.GetFields(All))
        {
            yield return Element(field.FieldType);
        }

        foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            foreach (ParameterInfo parameter in method.GetParameters())
            {
                yield return Element(parameter.ParameterType);
            }

            foreach (Type used in UsedInBody(method))
            {
                yield return Element(used);
            }
        }
    }

    /// <summary>The owners of all that a body's metadata tokens name; a byte that only looks like a token names nothing that exists.</summary>
    private static IEnumerable<Type> UsedInBody(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int i = 0; i + 4 < code.Length; i++)
        {
            // call, callvirt, newobj, ldfld, stfld, ldsfld, stsfld
            if (code[i] is 0x28 or 0x6F or 0x73 or 0x7B or 0x7D or 0x7E or 0x80 && Owner(method, BitConverter.ToInt32(code, i + 1)) is { } owner)
            {
                yield return owner;
            }
        }
    }

    private static Type? Owner(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMember(token)?.DeclaringType;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Type Element(Type type) => type.HasElementType ? Element(type.GetElementType()!) : type;
}
