using System.Globalization;
using System.Text;
using Sensorcast.Setup;
using Sensorcast.Tests.Fuzz.Server;

namespace Sensorcast.Tests.Fuzz.Setup;

/// <summary>
/// A phone in the network of a board in set-up mode, which has <c>Home</c> (with a password) and <c>Guest</c> (without) in reach.
/// </summary>
internal sealed class Phone : IRadio
{
    private readonly SingleRequest _requests;
    private string _password = "";

    public Phone()
        : this([new Network("Home"u8.ToArray(), -50, NetworkSecurity.Secured), new Network("Guest"u8.ToArray(), -60, NetworkSecurity.Open)])
    {
    }

    public Phone(Network[] networks)
    {
        Networks = networks;
        Mode = new SetupMode(this, new SetupOptions(), null);
        _requests = new SingleRequest(server => SetupRoutes.Add(server, Mode), Mode.Options.PageUrl);
        Mode.Start(_requests.Clock.Milliseconds);
        for (int i = 0; i < 3; i++)
        {
            _requests.Step(200);
        }

        Assert.AreEqual(SetupState.Open, Mode.State);
    }

    public SetupMode Mode { get; }

    public bool KeepsAccessPoint => true;

    public byte[]? StoredName => null;

    public JoinState State { get; private set; }

    public string? Address => null;

    public bool IsScanning => false;

    public Network[] Networks { get; }

    public int Get(string path, out string page) => Request($"GET {path} HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n", [], out page);

    public int Post(string form, out string page) => Post(Encoding.ASCII.GetBytes(form), out page);

    public int Post(byte[] form, out string page) =>
        Request($"POST / HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: {form.Length}\r\n\r\n", form, out page);

    /// <summary>The password that the radio gets.</summary>
    public string TriedPassword()
    {
        for (int i = 0; i < 50; i++)
        {
            _requests.Step(100);
        }

        return _password;
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

    public void Forget()
    {
    }

    private int Request(string head, byte[] body, out string page)
    {
        byte[] sent = _requests.Request([.. Encoding.ASCII.GetBytes(head), .. body]);
        int headEnd = sent.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.IsTrue(sent.AsSpan().StartsWith("HTTP/1.1 "u8) && headEnd > 0);
        page = Encoding.UTF8.GetString(sent.AsSpan(headEnd + 4));
        return int.Parse(Encoding.ASCII.GetString(sent, 9, 3), CultureInfo.InvariantCulture);
    }
}
