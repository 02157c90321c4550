namespace Sensorcast.Tests.FlashTests;

/// <summary>The file with the name and password of the network: made, checked, never shown.</summary>
[TestClass]
public sealed class WifiFileTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [TestMethod, Timeout(Limits.Test)]
    public void Creates_a_file_to_fill_in()
    {
        File.Delete(_sandbox.Wifi);

        (int made, _, _) = _sandbox.Run("--init");
        string template = File.ReadAllText(_sandbox.Wifi);
        string empty = RunRefused();
        _sandbox.WriteWifi(
            template.Replace("\"Ssid\": \"\"", "\"Ssid\": \"n\"").Replace("\"Password\": \"\"", $"\"Password\": \"{Sandbox.Password}\""));
        (int filledIn, _, _) = _sandbox.Run("--port", "COM7");

        Assert.AreEqual(0, made);
        Assert.Contains("WirelessClient.Ssid is empty", empty);
        Assert.AreEqual(0, filledIn);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Creates_a_file_that_only_its_owner_can_read()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no file modes.");
            return;
        }

        File.Delete(_sandbox.Wifi);
        _sandbox.Run("--init");

        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_sandbox.Wifi));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Never_overwrites_a_file()
    {
        string before = File.ReadAllText(_sandbox.Wifi);

        (int code, _, string errors) = _sandbox.Run("--init");

        Assert.AreEqual(1, code);
        Assert.Contains("is there already", errors);
        Assert.AreEqual(before, File.ReadAllText(_sandbox.Wifi));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("", "line 1, byte 1: this is not JSON")]
    [DataRow("{\n  \"WirelessClient\": {\n    \"Ssid\": \"n\"\n    \"Password\": \"*\" } }", "line 4, byte 5: this is not JSON")]
    [DataRow("{\n  \"WirelessClient\": { \"Ssid\": \"n\", \"Password\": \"\\*\" } }", "line 2, byte 50: this is not JSON")]
    [DataRow("{ \"WirelessClient\": { \"Ssid\": \"n\", \"Password\": \"*\" } } // ours", "line 1, byte")]
    [DataRow("[\"*\"]", "it needs an object WirelessClient")]
    [DataRow("{ \"Ssid\": \"n\", \"Password\": \"*\" }", "it needs an object WirelessClient")]
    [DataRow("{ \"WirelessClient\": \"*\" }", "it needs an object WirelessClient")]
    [DataRow("{ \"WirelessClient\": { \"SSDI\": \"n\", \"Password\": \"*\" } }", "WirelessClient.Ssid is missing")]
    [DataRow("{ \"WirelessClient\": { \"Ssid\": \"n\", \"Pasword\": \"*\" } }", "WirelessClient.Password is missing")]
    [DataRow("{ \"WirelessClient\": { \"Ssid\": \"n\", \"Password\": 12345678 } }", "WirelessClient.Password is missing or is not text")]
    [DataRow(
        "{ \"WirelessClient\": { \"Ssid\": \"n\", \"Password\": \"1234567\" } }", "WirelessClient.Password must have 8 to 64 characters")]
    [DataRow(
        "{ \"WirelessClient\": { \"Ssid\": \"n\", \"Password\": \"* * * *\" } }", "WirelessClient.Password must have 8 to 64 characters")]
    [DataRow(
        "{ \"WirelessClient\": { \"Ssid\": \"ääääääääääääääääx\", \"Password\": \"*\" } }",
        "WirelessClient.Ssid is longer than the 32 bytes")]
    [DataRow(
        "{ \"SerialPort\": \"COM1\", \"WirelessClient\": { \"Ssid\": \"n\", \"Password\": \"*\" } }", "SerialPort is not the port in use")]
    public void Refuses_a_file_that_nanoff_cannot_use(string text, string message)
    {
        _sandbox.WriteWifi(text.Replace("*", Sandbox.Password));

        Assert.Contains(message, RunRefused());
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("{ \"serialport\": \"COM7\", \"wirelessclient\": { \"SSID\": \"n\", \"password\": \"*\" } }")]
    [DataRow("{ \"WirelessClient\": { \"Ssid\": \"open\", \"Password\": \"\" } }")]
    [DataRow("{ \"WirelessClient\": { \"Ssid\": \"ääääääääääääääää\", \"Password\": \"*\", \"DhcpEnabled\": false } }")]
    [DataRow("\uFEFF{ \"WirelessClient\": { \"Ssid\": \"n\", \"Password\": \"*\" } }")]
    public void Accepts_a_file_that_nanoff_can_use(string text)
    {
        _sandbox.WriteWifi(text.Replace("*", Sandbox.Password));

        (int code, _, string errors) = _sandbox.Run("--port", "COM7", "--dry-run");

        Assert.AreEqual("", errors);
        Assert.AreEqual(0, code);
    }

    private string RunRefused()
    {
        (int code, string output, string errors) = _sandbox.Run("--port", "COM7");

        Assert.AreEqual(1, code);
        Assert.AreEqual("", output);
        Assert.IsEmpty(_sandbox.Calls);
        return errors;
    }
}
