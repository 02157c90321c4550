using System.Net;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.Interop;

/// <summary>The DNS server that answers every name with one address, queried by dig.</summary>
[TestClass]
public sealed class DigTests
{
    private const int Wait = 120_000;

    [TestMethod]
    [DataRow("connectivitycheck.example A", "NOERROR", "192.168.4.1")]
    [DataRow("a.very.long.name.with-hyphens.and_underscores.example A", "NOERROR", "192.168.4.1")]
    [DataRow(". A", "NOERROR", "192.168.4.1")]
    [DataRow("example ANY +notcp", "NOERROR", "192.168.4.1")]
    [DataRow("example AAAA", "NOERROR", "")]
    [DataRow("example HTTPS", "NOERROR", "")]
    [DataRow("example A CH", "NOERROR", "")]
    [DataRow("example A +opcode=STATUS", "NOTIMP", "")]
    [DataRow("+header-only", "FORMERR", "")]
    public void Answers_dig(string question, string status, string address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var thread = new Thread(() => Serve(socket)) { IsBackground = true };
        thread.Start();

        string port = $"{((IPEndPoint)socket.LocalEndPoint!).Port}";
        string output = ToolProcess.Run("dig", ["-p", port, "@127.0.0.1", "+tries=1", "+noadflag", .. question.Split(' ')], Wait);

        Assert.Contains($"status: {status},", output);
        string[] sections = output.Split(";; ANSWER SECTION:\n");
        Assert.AreEqual(address, sections.Length == 1 ? "" : sections[1].Split('\n')[0].Split('\t', ' ')[^1], output);
        Assert.DoesNotContain("WARNING: Messa", output, "dig finds nothing wrong with it");
        socket.Dispose();
        thread.Join();
    }

    private static void Serve(Socket socket)
    {
        var responder = new AddressResponder([192, 168, 4, 1]);
        byte[] buffer = new byte[AddressResponder.BufferSize];
        try
        {
            while (true)
            {
                EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
                int length = socket.ReceiveFrom(buffer, ref sender);
                int answer = responder.Answer(buffer, length);
                socket.SendTo(buffer.AsSpan(0, answer), sender);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
        catch (ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
