using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sensorcast.Tests.Desktop;

/// <summary>
/// The rooms of shared/ depend on each other in one direction, and no types of different files form a cycle, however long.
/// </summary>
[TestClass]
public class LayeringTests
{
    // What each room may know besides itself.
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Text"] = [],
        ["Dns"] = ["Text"],
        ["WebSockets"] = ["Text"],
        ["Http"] = ["Text"],
        ["Server"] = ["Http", "WebSockets", "Text"],
        ["Telemetry"] = ["Text"],
        ["Telemetry.Filters"] = ["Telemetry", "Text"],
        ["Telemetry.Actuation"] = ["Telemetry", "Text"],
        ["Sensors"] = ["Server", "Http", "WebSockets", "Telemetry", "Telemetry.Actuation", "Telemetry.Filters", "Text"],
        ["Dashboard"] = ["Server", "Http", "Text"],
        ["Settings"] = ["Server", "Http", "Text"],
        ["Drivers"] = ["Sensors", "Server", "Telemetry", "Telemetry.Filters"],
        ["Setup"] = ["Server", "Http", "Settings", "Text"],
    };

    private static readonly Dictionary<string, HashSet<string>> Knows = Read();

    [TestMethod]
    public void Dependencies_point_one_way()
    {
        foreach ((string type, HashSet<string> others) in Knows)
        {
            Assert.IsTrue(Rooms.ContainsKey(RoomOf(type)), $"{type} is in a room that the design does not name");
            foreach (string other in others)
            {
                bool isAllowed = RoomOf(other) == RoomOf(type) || Rooms[RoomOf(type)].Contains(RoomOf(other));
                Assert.IsTrue(isAllowed, $"{type} knows {other}");
            }
        }
    }

    [TestMethod]
    public void The_codecs_know_neither_sockets_nor_time_nor_threads()
    {
        foreach (string room in (string[])["Text", "WebSockets", "Http", "Dns"])
        {
            foreach (TypeReference used in Types().Where(type => type.Namespace == $"Sensorcast.{room}").SelectMany(UsedBy))
            {
                bool isForbidden = used.Namespace is "System.Threading" or "System.IO"
                    || used.Namespace.StartsWith("System.Net", StringComparison.Ordinal)
                    || used.FullName is "System.DateTime" or "System.Environment";
                Assert.IsFalse(isForbidden, $"{room} knows {used}");
            }
        }
    }

    [TestMethod]
    public void No_types_form_a_cycle()
    {
        foreach (string type in Knows.Keys)
        {
            string? path = PathBack(type);
            Assert.IsNull(path, path);
        }
    }

    [TestMethod]
    public void A_cycle_is_found()
    {
        var circle = new Dictionary<string, HashSet<string>> { ["a"] = ["b"], ["b"] = ["c"], ["c"] = ["a"], ["d"] = ["a"] };
        Assert.AreEqual("a -> b -> c -> a", PathBack("a", circle));
        Assert.IsNull(PathBack("d", circle));
    }

    /// <summary>An author can write every route that we have: in another assembly, from what is public.</summary>
    [TestMethod]
    [DataRow("Sensorcast.Server.EchoRoute", "Sensorcast.")]
    [DataRow("Sensorcast.Server.StaticRoute", "Sensorcast.")]
    [DataRow(
        "Sensorcast.Sensors.StatusRoute",
        "Sensorcast.Server.|Sensorcast.Http.|Sensorcast.WebSockets.|Sensorcast.Telemetry.|Sensorcast.Text.")]
    [DataRow(
        "Sensorcast.Sensors.MetricsRoute",
        "Sensorcast.Server.|Sensorcast.Http.|Sensorcast.WebSockets.|Sensorcast.Telemetry.|Sensorcast.Text.")]
    [DataRow("Sensorcast.Sensors.StreamRoute", "Sensorcast.Server.|Sensorcast.Http.|Sensorcast.WebSockets.|Sensorcast.Text.")]
    public void Routes_are_built_on_public_types(string route, string rooms)
    {
        TypeDefinition type = Load("Sensorcast").GetType(route);
        AssertNone(HiddenMembersUsedBy(type, rooms.Split('|')));
    }

    [TestMethod]
    public void The_sensor_room_is_built_on_what_is_public_of_the_server()
    {
        string[] rooms = ["Sensorcast.Server.", "Sensorcast.Http.", "Sensorcast.WebSockets.", "Sensorcast.Text."];
        AssertNone(
            Load("Sensorcast").Types.Where(type => type.Namespace == "Sensorcast.Sensors")
                .SelectMany(type => HiddenMembersUsedBy(type, rooms)));
    }

    [TestMethod]
    public void A_hidden_member_is_found()
    {
        string[] found = [.. HiddenMembersUsedBy(Load("Sensorcast").GetType("Sensorcast.Server.RequestRoute"), ["Sensorcast."])];
        Assert.IsTrue(Array.Exists(found, use => use.Contains("RequestContent")), "a field of a hidden type");
        Assert.IsTrue(Array.Exists(found, use => use.Contains("overrides System.Void Sensorcast.Server.Route::Attach")), "an override");
    }

    private static void AssertNone(IEnumerable<string> problems) => Assert.IsFalse(problems.Any(), string.Join('\n', problems));

    /// <summary>What a type uses of others in some rooms that a foreign assembly could not.</summary>
    private static IEnumerable<string> HiddenMembersUsedBy(TypeDefinition type, string[] rooms)
    {
        bool IsConcerned(TypeReference other) =>
            Outermost(Element(other)) is { } outer && outer.FullName != type.FullName
            && Array.Exists(rooms, room => outer.FullName.StartsWith(room, StringComparison.Ordinal));
        foreach (TypeReference used in UsedBy(type).Where(IsConcerned).Where(used => !Outermost(used).Resolve().IsPublic))
        {
            yield return $"{type} uses {used}";
        }

        foreach (MethodDefinition method in type.Methods)
        {
            MethodDefinition? overridden = method is { IsVirtual: true, IsNewSlot: false } ? Overridden(method) : null;
            if (overridden is not null && IsConcerned(overridden.DeclaringType)
                && !IsVisible(overridden.Attributes & MethodAttributes.MemberAccessMask))
            {
                yield return $"{type} overrides {overridden}";
            }

            foreach (MemberReference used in method.HasBody
                ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MemberReference>() : [])
            {
                bool isHidden = used switch
                {
                    MethodReference called => !IsVisible(called.Resolve().Attributes & MethodAttributes.MemberAccessMask),
                    FieldReference field => !IsVisible((MethodAttributes)(field.Resolve().Attributes & FieldAttributes.FieldAccessMask)),
                    _ => false,
                };
                if (used.DeclaringType is { } owner && IsConcerned(owner) && isHidden)
                {
                    yield return $"{method} uses {used}";
                }
            }
        }
    }

    // The values of MethodAttributes and FieldAttributes for access are the same.
    private static bool IsVisible(MethodAttributes access) =>
        access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static MethodDefinition? Overridden(MethodDefinition method)
    {
        for (TypeDefinition? parent = method.DeclaringType.BaseType?.Resolve(); parent is not null; parent = parent.BaseType?.Resolve())
        {
            if (parent.Methods.FirstOrDefault(candidate => candidate.IsVirtual && candidate.Name == method.Name
                && candidate.Parameters.Select(parameter => parameter.ParameterType.FullName)
                    .SequenceEqual(method.Parameters.Select(parameter => parameter.ParameterType.FullName))) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The shortest path from a type to itself.</summary>
    private static string? PathBack(string start, Dictionary<string, HashSet<string>>? graph = null)
    {
        graph ??= Knows;
        var paths = new Queue<string[]>([[start]]);
        var seen = new HashSet<string>();
        while (paths.TryDequeue(out string[]? path))
        {
            foreach (string next in graph[path[^1]])
            {
                if (next == start)
                {
                    return string.Join(" -> ", [.. path, next]);
                }

                if (seen.Add(next))
                {
                    paths.Enqueue([.. path, next]);
                }
            }
        }

        return null;
    }

    private static Dictionary<string, HashSet<string>> Read()
    {
        TypeDefinition[] own = [.. Types().Where(type => type.Namespace.StartsWith("Sensorcast", StringComparison.Ordinal))];
        HashSet<string> names = [.. own.Select(type => type.FullName)];
        return own.ToDictionary(
            type => type.FullName,
            type =>
                UsedBy(type).Select(used => Outermost(used).FullName).Where(name => names.Contains(name) && name != type.FullName)
                    .ToHashSet());
    }

    private static IEnumerable<TypeDefinition> Types() =>
        ((string[])[
            "Sensorcast", "Sensorcast.Dashboard", "Sensorcast.DashboardMore", "Sensorcast.Drivers", "Sensorcast.Dns", "Sensorcast.Settings",
            "Sensorcast.Setup"]).SelectMany(static assembly => Load(assembly).Types);

    private static ModuleDefinition Load(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    private static string RoomOf(string type) => type[(type.IndexOf('.') + 1)..type.LastIndexOf('.')];

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type)
    {
        IEnumerable<TypeReference?> used = type.Interfaces.Select(implemented => implemented.InterfaceType)
            .Append(type.BaseType)
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(UsedBy))
            .Concat(type.NestedTypes.SelectMany(UsedBy));
        return used.OfType<TypeReference>().Select(Element);
    }

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method)
    {
        IEnumerable<TypeReference?> inBody = !method.HasBody ? [] : method.Body.Instructions.Select(UsedBy)
            .Concat(method.Body.Variables.Select(variable => variable.VariableType))
            .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType));
        return method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType).Concat(inBody);
    }

    private static TypeReference? UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => type,
        MemberReference member => member.DeclaringType,
        _ => null,
    };

    private static TypeReference Element(TypeReference type) => type is TypeSpecification made ? Element(made.ElementType) : type;

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
