using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Sensorcast.Server;

namespace Sensorcast.Tests.Desktop;

/// <summary>
/// A server that gets no memory for one more request. A test cannot use up a desktop's memory: the server's own code is loaded once more,
/// with an exception where it makes the state of a request.
/// </summary>
[TestClass]
public class NoMemoryTests
{
    private const string Request = "GET /page HTTP/1.1\r\nHost: board\r\n\r\n";

    private static readonly string[] Hosts = ["board"];

    [TestMethod]
    public void A_request_for_which_there_is_no_memory_is_answered_503_and_leaves_its_slot()
    {
        Assembly code = Load();
        var listener = Fake<Listener>(code, nameof(IListener));
        object options = New(code, nameof(ServerOptions));
        Set(options, nameof(ServerOptions.MaxClients), 3);
        Set(options, nameof(ServerOptions.HostNames), Hosts);
        object server = New(code, nameof(WebServer), listener, Fake<Clock>(code, nameof(IClock)), options);
        Call(server, nameof(WebServer.Add), New(code, nameof(StaticRoute), "/page", "text/plain", "the page"u8.ToArray(), null!));

        // There is one of these from the start, for requests that come whole.
        Client slow = Connect(code, listener, server, Request[..10]);
        Client next = Connect(code, listener, server, Request);
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", next.Received);
        Assert.Contains("\r\nRetry-After: ", next.Received);

        // Closing with bytes on their way would reset the connection, and lose the answer.
        Assert.IsFalse(next.IsClosed);
        Clock.Now += 100;
        Serve(server);
        Assert.IsTrue(next.IsClosed);
        Assert.IsFalse(slow.IsClosed);
        Assert.AreEqual(1, Get(server, nameof(WebServer.ClientCount)));
        slow.Say(Request[10..]);
        Serve(server);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", slow.Received);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", Connect(code, listener, server, Request).Received);
        Assert.AreEqual(0, Get(server, nameof(WebServer.ClientCount)));
    }

    /// <summary>Loads the server's code once more.</summary>
    private static Assembly Load()
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(typeof(WebServer).Assembly.Location);
        ILProcessor method = assembly.MainModule.GetType("Sensorcast.Server.HttpExchange").Methods
            .Single(static method => method.Name == "StartRequest").Body.GetILProcessor();
        Instruction make = method.Body.Instructions.Single(static instruction => instruction.OpCode == OpCodes.Newobj);
        method.InsertAfter(make, method.Create(OpCodes.Throw));
        method.Replace(make, method.Create(
            OpCodes.Newobj, assembly.MainModule.ImportReference(typeof(OutOfMemoryException).GetConstructor([]))));
        var code = new MemoryStream();
        assembly.Write(code);
        code.Position = 0;
        return new AssemblyLoadContext(nameof(NoMemoryTests)).LoadFromStream(code);
    }

    private static Client Connect(Assembly code, Listener listener, object server, string text)
    {
        var client = Fake<Client>(code, nameof(ITransport));
        client.Say(text);
        listener.Waiting = client;
        Serve(server);
        return client;
    }

    private static void Serve(object server)
    {
        while ((int)Call(server, nameof(WebServer.Step))! == 0)
        {
        }
    }

    private static T Fake<T>(Assembly code, string type)
        where T : DispatchProxy => (T)DispatchProxy.Create(code.GetType("Sensorcast.Server." + type)!, typeof(T));

    private static object New(Assembly code, string type, params object[] arguments) =>
        Activator.CreateInstance(code.GetType("Sensorcast.Server." + type)!, arguments)!;

    private static object? Call(object target, string method, params object[] arguments) =>
        target.GetType().GetMethod(method, [.. arguments.Select(static argument => argument.GetType())])!.Invoke(target, arguments);

    private static object? Get(object target, string property) => target.GetType().GetProperty(property)!.GetValue(target);

    private static void Set(object target, string property, object value) =>
        target.GetType().GetProperty(property)!.SetValue(target, value);

    public class Clock : DispatchProxy
    {
        public static long Now { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Now;
    }

    public class Listener : DispatchProxy
    {
        public Client? Waiting { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Client? client = Waiting;
            Waiting = null;
            return client;
        }
    }

    public class Client : DispatchProxy
    {
        private byte[] _said = [];

        public string Received { get; private set; } = "";

        public bool IsClosed { get; private set; }

        public void Say(string text) => _said = Encoding.ASCII.GetBytes(text);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case "get_" + nameof(ITransport.CanReceive):
                    return _said.Length > 0;
                case "get_" + nameof(ITransport.CanSend):
                    return true;
                case "get_" + nameof(ITransport.LingersOnClose):
                    return false;
                case nameof(ITransport.Receive):
                    int count = _said.Length;
                    _said.CopyTo((byte[])args![0]!, (int)args[1]!);
                    _said = [];
                    return count;
                case nameof(ITransport.Send):
                    Received += Encoding.ASCII.GetString((byte[])args![0]!, (int)args[1]!, (int)args[2]!);
                    return Enum.ToObject(targetMethod.ReturnType, SendResult.Sent);
                case nameof(ITransport.Close):
                    IsClosed = true;
                    return null;
                default:
                    return "192.0.2.1:50000";
            }
        }
    }
}
