using System.Formats.Cbor;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>The load test of tools/Performance/LoadTest, for a moment; the real one takes longer.</summary>
[TestClass]
public class LoadTestTests
{
    private static string Program =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Sensorcast.LoadTest.exe" : "Sensorcast.LoadTest");

    [TestMethod, Timeout(Limits.Test)]
    public void Sees_every_pack_with_eight_clients()
    {
        using var host = new LiveHost();

        string output = Run(host.WebSocketUrl("/ws"), "--clients", "8", "--seconds", "3");

        Assert.Contains("no gap", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Sees_every_pack_while_others_misbehave()
    {
        using var host = new LiveHost(0, "--max-clients", "16");

        string output = Run(
            host.WebSocketUrl("/ws"),
            "--honest", "3", "--slow", "2", "--reconnecting", "2", "--flooding", "2", "--flood-rate", "200", "--seconds", "5");

        Assert.Contains("no gap", output);
        foreach (string kind in new[] { "slow", "reconnecting", "flooding" })
        {
            Assert.MatchesRegex($@"{kind} +│ +2 │ +[1-9]\d* │ +0 │ +0 │", output, $"Every {kind} client connects.");
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Fails_when_a_pack_is_missing_that_may_not_be()
    {
        using TcpListener listener = Listen(out Uri url);
        Task server = SkipSomeAsync(listener);

        string message = RunToFail(url, "--honest", "1", "--seconds", "5", "--allow-gaps", "1");
        listener.Stop();
        server.Wait(Limits.Wait);

        Assert.Contains("1 of 1 honest clients missed more than 1 packs", message);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Accepts_as_many_gaps_as_an_option_allows()
    {
        using TcpListener listener = Listen(out Uri url);
        Task server = SkipSomeAsync(listener);

        string output = Run(url, "--honest", "1", "--seconds", "5", "--allow-gaps", "2");
        listener.Stop();
        server.Wait(Limits.Wait);

        Assert.Contains("2 missing", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Fails_when_an_honest_client_finds_no_free_slot()
    {
        using var host = new LiveHost(0, "--max-clients", "2");

        string message = RunToFail(host.WebSocketUrl("/ws"), "--honest", "3", "--seconds", "1");

        // On a busy machine a client that was accepted may get nothing in a second.
        Assert.MatchesRegex("[1-3] of 3 honest clients failed", message);
        Assert.MatchesRegex(@"honest +│ +3 │ +2 │ +1 │ +0 │", message, "One is answered 503.");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Bridges_boards_to_many_subscribers()
    {
        using var broker = new Broker();

        string output = ToolProcess.Run(
            Program, ["scale", "--broker", $"mqtt://127.0.0.1:{broker.Port}", "--boards", "2", "--subscribers", "6", "--seconds", "2"],
            4 * Limits.Wait);

        Assert.MatchesRegex(@"packs delivered +│ +[1-9]\d+ │", output);
        Assert.MatchesRegex(@"missing +│ +0 │", output);
        Assert.Contains("Every subscriber got packs.", output);
    }

    private static string Run(Uri url, params string[] arguments)
    {
        return ToolProcess.Run(Program, ["--url", url.ToString(), .. arguments], 4 * Limits.Wait);
    }

    /// <returns>What it printed, and more.</returns>
    private static string RunToFail(Uri url, params string[] arguments) =>
        Assert.ThrowsExactly<AssertFailedException>(() => Run(url, arguments)).Message;

    private static TcpListener Listen(out Uri url)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        url = new Uri($"ws://{listener.LocalEndpoint}/ws");
        return listener;
    }

    /// <summary>A server for one client that skips the packs 5 and 6.</summary>
    private static async Task SkipSomeAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string key = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            const string KeyField = "Sec-WebSocket-Key:";
            key = line.StartsWith(KeyField, StringComparison.OrdinalIgnoreCase) ? line[KeyField.Length..].Trim() : key;
        }

#pragma warning disable CA5350 // The protocol requires SHA-1.
        byte[] hash = SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: senml+cbor\r\n" +
            $"Sec-WebSocket-Accept: {Convert.ToBase64String(hash)}\r\n\r\n"));
        try
        {
            for (int sequence = 1; true; sequence += sequence == 4 ? 3 : 1)
            {
                await stream.WriteAsync(LiveFrame(sequence));
                await Task.Delay(20);
            }
        }
        catch (IOException)
        {
            // The client has disconnected.
        }
    }

    private static byte[] LiveFrame(int sequence)
    {
        var writer = new CborWriter();
        writer.WriteStartArray(1);
        writer.WriteStartMap(2);
        writer.WriteInt32(-3);
        writer.WriteInt64(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        writer.WriteTextString("seq");
        writer.WriteInt32(sequence);
        writer.WriteEndMap();
        writer.WriteEndArray();
        byte[] pack = writer.Encode();
        return [0x82, (byte)pack.Length, .. pack];
    }
}
