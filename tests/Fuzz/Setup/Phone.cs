using System.Globalization;
using System.Text;
using Sensorcast.Server;
using Sensorcast.Setup;

namespace Sensorcast.Tests.Fuzz.Setup;

/// <summary>A phone in the network of a board in set-up mode, which has <c>Home</c> (with a password) and <c>Guest</c> (without) in reach.</summary>
internal sealed class Phone : IListener, IClock, IRadio
{
    private readonly WebServer _server;
    private Connection? _waiting;
    private string _password = "";

    public Phone()
        : this([new Network("Home"u8.ToArray(), -50, NetworkSecurity.Secured), new Network("Guest"u8.ToArray(), -60, NetworkSecurity.Open)])
    {
    }

    public Phone(Network[] networks)
    {
        Networks = networks;
        Mode = new SetupMode(this, new SetupOptions(), null);
        _server = new WebServer(this, this, new ServerOptions { MaxClients = 2, PortalUrl = Mode.Options.PageUrl });
        SetupRoutes.Add(_server, Mode);
        Mode.Start(Milliseconds);
        for (int i = 0; i < 3; i++)
        {
            Milliseconds += 200;
            _server.Step();
        }

        Assert.AreEqual(SetupState.Open, Mode.State);
    }

    public SetupMode Mode { get; }

    public long Milliseconds { get; private set; } = 1000;

    public long UnixMilliseconds => 0;

    public bool KeepsAccessPoint => true;

    public byte[]? StoredName => null;

    public JoinState State { get; private set; }

    public string? Address => null;

    public bool IsScanning => false;

    public Network[] Networks { get; }

    public int Get(string path, out string page) => Ask($"GET {path} HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n", [], out page);

    public int Post(string form, out string page) => Post(Encoding.ASCII.GetBytes(form), out page);

    public int Post(byte[] form, out string page) =>
        Ask($"POST / HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: {form.Length}\r\n\r\n", form, out page);

    /// <summary>The password that the radio gets.</summary>
    public string TriedPassword()
    {
        for (int i = 0; i < 50; i++)
        {
            Milliseconds += 100;
            Mode.Step(Milliseconds);
        }

        return _password;
    }

    public ITransport? Accept()
    {
        Connection? next = _waiting;
        _waiting = null;
        return next;
    }

    public void StartAccessPoint()
    {
    }

    public void StopAccessPoint()
    {
    }

    public void Scan()
    {
    }

    public void JoinStored() => Assert.Fail("No network is stored");

    public void Join(byte[] name, string password) => (_password, State) = (password, JoinState.Joining);

    public void Leave() => State = JoinState.Idle;

    public void Store()
    {
    }

    private int Ask(string head, byte[] body, out string page)
    {
        var connection = new Connection([.. Encoding.ASCII.GetBytes(head), .. body]);
        _waiting = connection;
        for (int i = 0; i < 100 && !connection.IsClosed; i++)
        {
            Milliseconds += 10;
            _server.Step();
        }

        Assert.IsTrue(connection.IsClosed, "no end");
        byte[] sent = [.. connection.Sent];
        int headEnd = sent.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.IsTrue(sent.AsSpan().StartsWith("HTTP/1.1 "u8) && headEnd > 0);
        page = Encoding.UTF8.GetString(sent.AsSpan(headEnd + 4));
        return int.Parse(Encoding.ASCII.GetString(sent, 9, 3), CultureInfo.InvariantCulture);
    }

    private sealed class Connection(byte[] request) : ITransport
    {
        private int _taken;

        public List<byte> Sent { get; } = [];

        public bool IsClosed { get; private set; }

        public string RemoteAddress => "192.168.4.2:50000";

        public bool CanReceive => _taken < request.Length;

        public bool CanSend => true;

        public bool LingersOnClose => true;

        public int Receive(byte[] buffer, int offset, int count)
        {
            int taken = Math.Min(count, request.Length - _taken);
            Array.Copy(request, _taken, buffer, offset, taken);
            _taken += taken;
            return taken;
        }

        public SendResult Send(byte[] buffer, int offset, int count)
        {
            Sent.AddRange(buffer.AsSpan(offset, count));
            return SendResult.Sent;
        }

        public void Close() => IsClosed = true;
    }
}
