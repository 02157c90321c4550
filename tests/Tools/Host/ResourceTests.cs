using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Sensorcast.Tests.HostTests;

/// <summary>The program when the system refuses it files or its output.</summary>
[TestClass]
public partial class ResourceTests
{
    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(64, "", "This process may open 64 files and needs 113.")]
    [DataRow(100, "", "This process may open 100 files and needs 113.")]
    [DataRow(150, "--max-clients 64", "This process may open 150 files and needs 177.")]
    public void Answers_too_low_a_limit_of_files_with_one_line(int limit, string arguments, string message)
    {
        using var host =
            HostProcess.After($"ulimit -n {limit}", ["--port", "0", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.AreEqual((1, "", message + " Raise the limit, for example with ulimit -n 1024.\n"), host.WaitForExit());
    }

    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(OperatingSystems.Linux)]
    public void Serves_the_number_of_clients_that_the_limit_of_files_allows()
    {
        using var host = HostProcess.After("ulimit -n 121", "--port", "0");
        int port = PortOf(host.ReadLine());

        Socket[] clients = [.. Enumerable.Range(0, 8).Select(_ => Connect(port))];
        foreach (Socket client in clients)
        {
            AssertAnswers(client);
            client.Dispose();
        }
    }

    /// <summary>The limit falls while it runs, below what it has open already: no further file can be opened.</summary>
    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("")]
    [DataRow("--demo --demo-burst")]
    public void A_connection_that_cannot_be_opened_waits_and_ends_nothing(string arguments)
    {
        using var host = new HostProcess(["--port", "0", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        int port = PortOf(host.ReadLine());
        using Socket first = Connect(port);
        using Socket early = Connect(port);
        AssertAnswers(early);

        SetFileLimit(host, 10);
        using Socket second = Connect(port);
        second.Send(StatusRequest);
        Assert.IsFalse(second.Poll(TimeSpan.FromSeconds(1.5), SelectMode.SelectRead), "it was served without a file");
        AssertAnswers(first);
        SetFileLimit(host, 1024);

        Assert.IsTrue(second.Poll(TimeSpan.FromMilliseconds(Limits.Wait), SelectMode.SelectRead));
        Assert.AreEqual("HTTP/1.1 200", Encoding.ASCII.GetString(ReadStart(second)));
    }

    [TestMethod, Timeout(Limits.Test)]
    [OSCondition(OperatingSystems.Linux)]
    public void Serves_although_nothing_can_be_written_to_its_output()
    {
        int port = Sensorcast.Tests.Shared.LoopbackPort.Free();
        using var host = HostProcess.After("exec > /dev/full", "--port", port.ToString(CultureInfo.InvariantCulture));

        using Socket client = ConnectSoon(port);
        AssertAnswers(client);
    }

    private static byte[] StatusRequest => Encoding.ASCII.GetBytes("GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private static int PortOf(string line) => int.Parse(Port().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);

    private static Socket Connect(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = Limits.Wait };
        client.Connect(IPAddress.Loopback, port);
        return client;
    }

    private static Socket ConnectSoon(int port)
    {
        for (long end = Environment.TickCount64 + Limits.Wait; ; Thread.Sleep(50))
        {
            try
            {
                return Connect(port);
            }
            catch (SocketException) when (Environment.TickCount64 < end)
            {
            }
        }
    }

    private static byte[] ReadStart(Socket client)
    {
        byte[] start = new byte[12];
        int have = 0;
        for (int count = 1; have < start.Length && count > 0; have += count)
        {
            count = client.Receive(start, have, start.Length - have, SocketFlags.None);
        }

        return start;
    }

    private static void AssertAnswers(Socket client)
    {
        client.Send(StatusRequest);
        Assert.AreEqual("HTTP/1.1 200", Encoding.ASCII.GetString(ReadStart(client)));
    }

    private static void SetFileLimit(HostProcess host, int limit)
    {
        using Process prlimit = Process.Start("prlimit", [$"--pid={host.Id}", $"--nofile={limit}:"]);
        Assert.IsTrue(prlimit.WaitForExit(Limits.Wait));
        Assert.AreEqual(0, prlimit.ExitCode);
    }

    [GeneratedRegex(@":(\d+)/")]
    private static partial Regex Port();
}
