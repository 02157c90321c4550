#if NET
using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// More channels than fit into one pack: on the desktop only, since a hundred channels and their clients take more heap than a board has.
/// </summary>
[TestClass]
public class ManyChannelDesktopTests
{
    private const int ChannelCount = 100;
    private const int MaxFrameSize = 2800;

    [TestMethod]
    public void A_hundred_channels_come_in_several_packs_of_one_time()
    {
        ManualClock clock = new ManualClock { UnixMilliseconds = 1700000000000 };
        MemoryListener listener = new MemoryListener();
        SensorServer server = new SensorServer(
            new SensorOptions { BaseName = "b:", HostNames = ServerBench.HostNames, HistoryLength = 2 }, listener, clock, Channels());
        MemoryTransport client = listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        while (server.Step() == 0)
        {
        }

        client.SkipHead("HTTP/1.1 101 ");
        string first = client.TakeFrames();
        AssertHasAll(first);
        Assert.IsTrue(first.EndsWith("]"), first);
        for (int second = 1; second <= 3; second++)
        {
            clock.Milliseconds += 1000;
            clock.UnixMilliseconds += 1000;
            uint before = server.Sequence;
            server.Step();
            string packs = client.TakeFrames();
            AssertHasAll(packs);
            Assert.AreEqual(2u, server.Sequence - before);
            string start = "[{\"bn\":\"b:\",\"bt\":170000000" + second + ",\"seq\":";
            Assert.IsTrue(packs.StartsWith(start + (before + 1) + ","), packs);
            Assert.IsTrue(packs.IndexOf("}]" + start + (before + 2) + ",") > 0, packs);
        }

        Assert.AreEqual(0L, server.Skipped);
    }

    [TestMethod]
    public void As_many_names_are_given_as_fit_into_the_answer_to_an_unknown_one()
    {
        Channel[] channels = new Channel[50];
        for (int i = 0; i < channels.Length; i++)
        {
            channels[i] = new Channel((10 + i) + HandshakeCase.Repeat("x", 30), "V", 0, 1000, new FixedSensor());
        }

        MemoryListener listener = new MemoryListener();
        SensorOptions options = new SensorOptions { MaxClients = 1, HistoryLength = 1, HostNames = ServerBench.HostNames };
        SensorServer server = new SensorServer(options, listener, new ManualClock(), channels);
        MemoryTransport client = listener.Connect();
        client.Say("GET /readings/t HTTP/1.1\r\nHost: board\r\n\r\n");
        while (server.Step() == 0)
        {
        }

        string answer = client.TakeText();
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 404 "), answer);
        Assert.IsTrue(answer.EndsWith(",\"55" + HandshakeCase.Repeat("x", 30) + "\"],\"more\":4}\n"), answer);
    }

    [TestMethod]
    public void No_pack_is_longer_than_a_send_in_either_encoding()
    {
        Channel[] channels = Channels();
        PackEncoder json = new JsonPackEncoder(channels, "0123456789012345678901234567890123456789012345678901234567890123");
        PackEncoder cbor = new CborPackEncoder(channels, "0123456789012345678901234567890123456789012345678901234567890123");
        LiveReadings readings = new LiveReadings(ChannelCount);
        byte[] buffer = new byte[MaxFrameSize];
        for (int isIntroduction = 0; isIntroduction < 2; isIntroduction++)
        {
            readings.Clear();
            for (int i = 0; i < ChannelCount; i++)
            {
                readings.Add(i, int.MinValue, isIntroduction == 1);
            }

            string all = string.Empty;
            uint sequence = 0;
            while (PackEncoder.NextPack(readings, json, cbor))
            {
                readings.Stamp(long.MaxValue, sequence++);
                int length = json.WriteLivePack(buffer, 0, readings);
                Assert.IsTrue(length <= PackEncoder.MaxPackSize);
                all += Encoding.UTF8.GetString(buffer, 0, length);
                Assert.IsTrue(cbor.WriteLivePack(buffer, 0, readings) <= PackEncoder.MaxPackSize);
            }

            AssertHasAll(all);
            Assert.IsTrue(sequence > 1 && sequence < 7);
        }
    }

    private static Channel[] Channels()
    {
        Channel[] channels = new Channel[ChannelCount];
        for (int i = 0; i < ChannelCount; i++)
        {
            channels[i] = new Channel(Name(i), "Cel", -2, 1000, new FixedSensor { Value = i });
        }

        return channels;
    }

    private static string Name(int index)
    {
        return "temperature-of-room-" + (100 + index);
    }

    private static void AssertHasAll(string packs)
    {
        int position = 0;
        for (int i = 0; i < ChannelCount; i++)
        {
            position = packs.IndexOf("\"" + Name(i) + "\"", position);
            Assert.IsTrue(position > 0, Name(i));
        }
    }
}
#endif
