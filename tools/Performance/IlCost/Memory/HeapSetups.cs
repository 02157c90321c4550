using Mono.Cecil;
using Sensorcast.Dns;
using Sensorcast.IlCost.Counting;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Settings;
using Sensorcast.Setup;

namespace Sensorcast.IlCost.Memory;

/// <summary>
/// The two programs whose heap is the budget. Objects that exist on the desktop are counted one by one, our assemblies by their tables.
/// Parts that only exist on a board were measured on its interpreter, and are marked so.
/// </summary>
/// <remarks>
/// Measured there: 49,404 of 100,000 bytes are free with the server alone, with 7 channels, and 42,012 with the socket libraries and
/// what device/Board has now, with 8. The first took 456 bytes more than its count of that time, 50,140. Not counted are the stack frames
/// of the running program, 204 bytes each (measured), what the program holds for itself, and the second object of a literal that is loaded
/// twice.
/// </remarks>
internal static class HeapSetups
{
    internal const string ServerAlone = "The server alone";
    internal const string Application = "The application";

    private const int Clients = 8;
    private const int History = 60;
    private const int Channels = 7;
    private const int ApplicationChannels = 8;

    /// <summary>Measured: 95,268 of 100,000 bytes are free with it alone.</summary>
    private const int CoreLibrary = 4732;

    /// <summary>Measured of a small assembly. System.Text and a program that only makes a server are taken for such.</summary>
    private const int SmallAssembly = 252;

    /// <summary>
    /// System.Net, Threading, Events, Streams and Runtime.Native. Measured: the second program has 7,392 bytes less free than the first. Of
    /// these a channel took 1,344, and the socket classes 480, by the rules of <see cref="AssemblyHeap"/> and <see cref="BoardHeap"/>.
    /// </summary>
    private const int SocketLibraries = 7392 - 1344 - 480;

    /// <summary>The other packages of the application, of which only the public members are known: they take more.</summary>
    private static readonly string[] OtherLibraries =
    [
        "nanoFramework.Hardware.Esp32",
        "nanoFramework.Networking.Sntp",
        "System.Device.Adc",
        "System.Device.Gpio",
        "System.Device.Wifi",
        "System.IO.FileSystem",
        "Iot.Device.DhcpServer",
    ];

    internal static IReadOnlyList<HeapSetup> Measure()
    {
        HeapPart[] both =
        [
            new("the core library, measured", CoreLibrary),
            new("System.Text, as measured of a small assembly", SmallAssembly),
            new("`shared/` loaded: its types, methods and static fields", Loaded(BuildOutput.Path("MeasuredShared", "Sensorcast.dll"))),
            new("the page loaded, an assembly of its own", Loaded(BuildOutput.Path("BoardDashboard", "Sensorcast.Dashboard.dll"))),
            new("what the static fields hold", Bytes(Statics())),
        ];
        string library = BuildOutput.Path("BoardBoard", "Sensorcast.Board.dll");
        string names = BuildOutput.Path("BoardNames", "Sensorcast.Names.dll");
        string device = BuildOutput.Path("BoardDevice", "Sensorcast.Device.dll");
        return
        [
            new HeapSetup(ServerAlone, [.. both, Server(Channels), new("a program, as measured of a small assembly", SmallAssembly)]),
            new HeapSetup(
                Application,
                [
                    .. both,
                    Server(ApplicationChannels, ", one to set", isSettable: true),
                    new("what the page fetches later, loaded",
                        Loaded(BuildOutput.Path("BoardDashboardMore", "Sensorcast.DashboardMore.dll"))),
                    new("DNS loaded, an assembly of its own", Loaded(BuildOutput.Path("BoardDns", "Sensorcast.Dns.dll"))),
                    new("the name: a responder with two services, and its buffer", Bytes(Name())),
                    new("the settings loaded, an assembly of its own",
                        Loaded(BuildOutput.Path("BoardSettings", "Sensorcast.Settings.dll"))),
                    new("the settings: six entries, their file and their page", Settings()),
                    new("set-up mode loaded, an assembly of its own", Loaded(BuildOutput.Path("BoardSetup", "Sensorcast.Setup.dll"))),
                    new("set-up mode while the board is in its network", Setup()),
                    new("`device/Board` loaded", Loaded(library)),
                    new("`device/Names` loaded, an assembly of its own", Loaded(names)),
                    new("the application of `device/` loaded", Loaded(device)),
                    new("the objects of these",
                        DeviceObjects.Measure(library) + DeviceObjects.Measure(names) + DeviceObjects.Measure(device)),
                    new("the socket libraries, measured", SocketLibraries),
                    new("the other libraries, at least", OtherLibraries.Select(Library).Sum(Loaded)),
                ]),
        ];
    }

    /// <summary>The objects of the static fields of <c>shared/</c>.</summary>
    internal static IReadOnlyList<HeapItem> Statics()
    {
        HeapWalk walk = new();
        walk.AddStatics(typeof(SensorServer).Assembly);
        return walk.Items;
    }

    /// <summary>The other objects of a server and its program.</summary>
    internal static IReadOnlyList<HeapItem> Objects(
        int clients = Clients, int channels = Channels, int history = History, bool isSettable = false)
    {
        return Objects(ServerMemory.Make(clients, channels, history, isSettable));
    }

    /// <summary>The objects that an object refers to, without those of static fields.</summary>
    internal static IReadOnlyList<HeapItem> Objects(object root)
    {
        HeapWalk walk = new();
        walk.AddStatics(typeof(SensorServer).Assembly);
        int statics = walk.Items.Count;
        walk.Add(root);
        return [.. walk.Items.Skip(statics)];
    }

    /// <summary>The objects of the name and the announcement.</summary>
    private static IReadOnlyList<HeapItem> Name()
    {
        HeapWalk walk = new();
        walk.AddStatics(typeof(MulticastResponder).Assembly);
        MulticastResponder responder = new("sensorcast-a1b2c3", SensorServices.Describe(80, SensorServices.NoToken), 1);
        responder.Start([192, 168, 178, 100], 0);
        walk.Add(responder);
        walk.Add(new byte[MulticastResponder.BufferSize]);
        return walk.Items;
    }

    /// <summary>The objects of the application's settings and their page, and the server's for the page.</summary>
    private static int Settings()
    {
        SensorServer server = ServerMemory.Make(Clients, ApplicationChannels, History, isSettable: true);
        int before = Bytes(Objects(server));
        ServerSettings common = new("sensorcast-a1b2c3", new ServerOptions());
        SettingsFile file = new(
            new NoStorage(), common.Name, common.Token, common.ReadOnlyToken, common.HostNames, common.AllowedOrigins,
            new HostSetting("time-server", "Time server", "pool.ntp.org"));
        server.Add(new SettingsRoute(server, file, new NoActions()));
        HeapWalk statics = new();
        statics.AddStatics(typeof(SettingsRoute).Assembly);
        return Bytes(Objects(server)) - before + Bytes(statics.Items);
    }

    /// <summary>The objects of set-up mode while it is not open: its pages belong to a server that replaces this one.</summary>
    private static int Setup()
    {
        HeapWalk walk = new();
        walk.AddStatics(typeof(SetupMode).Assembly);
        walk.Add(new SetupMode(new NoRadio(), new SetupOptions(), null));
        return Bytes(walk.Items);
    }

    private static HeapPart Server(int channels, string more = "", bool isSettable = false) =>
        new(
            $"the server: {Clients} slots, {channels} channels of {History} readings{more}",
            Bytes(Objects(channels: channels, isSettable: isSettable)));

    private static string Library(string name) => BuildOutput.Path("ReferenceCheck", $"board/{name}.dll");

    private static int Bytes(IEnumerable<HeapItem> items) => items.Sum(item => item.Bytes);

    private static int Loaded(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path);
        return AssemblyHeap.SizeOf(module);
    }

    private sealed class NoStorage : ISettingsStorage
    {
        public byte[]? Read(int copy) => null;

        public void Write(int copy, byte[] bytes)
        {
        }
    }

    private sealed class NoActions : ISettingsActions
    {
        public string? ResetNotice => null;

        public void Restart()
        {
        }

        public void Forget()
        {
        }
    }
}
