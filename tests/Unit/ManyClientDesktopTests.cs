#if NET
using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit;

/// <summary>More clients than a word has bits: on the desktop only, since a board has no heap for them.</summary>
[TestClass]
public class ManyClientDesktopTests
{
    private const int MaxClients = 80;

    [TestMethod]
    public void A_slow_client_gets_all_of_its_answer_in_its_own_encoding()
    {
        ServerBench bench = new ServerBench(new SensorOptions { MaxClients = MaxClients, BaseName = "b:", HistoryLength = 150 });
        bench.Run(150_000);
        string expected = Body(bench.Request("GET /readings?history"));
        MemoryTransport slow = bench.Listener.Connect();
        slow.TakesOneSend = true;
        slow.Say("GET /readings?history HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Run();

        // Meanwhile, a client in each of the other slots gets its answer in CBOR.
        for (int i = 1; i < MaxClients; i++)
        {
            bench.Connect("GET /readings/t HTTP/1.1\r\nHost: board\r\nAccept: application/senml+cbor\r\n\r\n");
            bench.ConnectEcho();
        }

        Assert.AreEqual(MaxClients, bench.Server.ClientCount);
        string answer = slow.TakeText();
        Assert.IsTrue(answer.Length < expected.Length, "More than one send");
        while (!slow.IsClosed)
        {
            slow.TakesBytes = true;
            bench.Run();
            answer += slow.TakeText();
        }

        Assert.AreEqual(expected, Body(answer));
    }

    private static string Body(string answer)
    {
        return answer.Substring(answer.IndexOf("\r\n\r\n") + 4);
    }
}
#endif
