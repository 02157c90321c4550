using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class ServerStreamTests
{
    private const string Close1000 = "8882 00000000 03e8";

    [TestMethod]
    public void Greets_with_the_accept_key_the_subprotocol_and_the_first_pack()
    {
        ServerBench bench = new ServerBench(2);
        bench.Sensor.Value = 215;
        bench.Run();
        MemoryTransport client = bench.Connect("GET /ws" + ServerBench.Upgrade + "Sec-WebSocket-Protocol: chat, senml+json\r\n\r\n");
        Assert.AreEqual(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: senml+json\r\n\r\n"
            + "[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":21.5}]",
            WithoutFrameHeader(client.TakeHex()));
    }

    [TestMethod]
    public void Streams_every_reading_to_every_client_in_its_encoding()
    {
        ServerBench bench = new ServerBench(3);
        bench.Run();
        MemoryTransport json = bench.ConnectStream();
        MemoryTransport cbor = bench.Connect("GET /ws" + ServerBench.Upgrade + "Sec-WebSocket-Protocol: senml+cbor\r\n\r\n");
        cbor.Take();
        for (int i = 2; i < 5; i++)
        {
            bench.Sensor.Value = i;
            bench.Run(1000);
            Assert.AreEqual("[{\"bn\":\"b:\",\"seq\":" + i + ",\"n\":\"t\",\"v\":0." + i + "}]", json.TakeFrames());
            Assert.AreEqual("8213" + "81a42162623a63736571" + "0" + i + "00617402c48220" + "0" + i, cbor.TakeHex());
        }
    }

    [TestMethod]
    public void Answers_pings_while_streaming_and_frames_that_came_with_the_request()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        MemoryTransport client = bench.Listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        client.Say(Hex.Parse("8982 00000000 6869 8980 00000000"));
        bench.Run();
        string greeting = client.TakeHex();
        Assert.IsTrue(greeting.Contains("0d0a0d0a" + "8a026869" + "8a00" + "81"), greeting);
    }

    [TestMethod]
    public void Skips_packs_for_a_client_that_cannot_take_them_and_shows_it_in_the_sequence()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        MemoryTransport slow = bench.ConnectStream();
        MemoryTransport other = bench.ConnectStream();
        slow.TakesBytes = false;
        bench.Run(3000);
        Assert.AreEqual(3L, bench.Server.Skipped);
        Assert.AreEqual(string.Empty, slow.TakeHex());
        Assert.IsTrue(other.TakeFrames().Contains("\"seq\":4,"));
        slow.TakesBytes = true;
        bench.Run(1000);
        string got = slow.TakeFrames();
        Assert.IsTrue(got.Contains("\"seq\":5,") && !got.Contains("\"seq\":4,"), got);
    }

    [TestMethod]
    public void Introduces_a_channel_again_to_a_client_that_missed_its_introduction()
    {
        ServerBench bench = new ServerBench(2);
        bench.Sensor.HasReading = false;
        bench.Run();
        MemoryTransport client = bench.ConnectStream();
        client.TakesBytes = false;
        bench.Sensor.HasReading = true;
        bench.Run(1000);
        client.TakesBytes = true;
        bench.Run(1000);
        Assert.IsTrue(client.TakeFrames().Contains("\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,"));
        bench.Run(1000);
        Assert.IsFalse(client.TakeFrames().Contains("\"u\":"));
    }

    [TestMethod]
    public void Reads_a_client_that_takes_only_one_thing_at_a_time()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        MemoryTransport client = bench.ConnectStream();
        client.TakesBytes = false;
        client.Say(Hex.Parse(Close1000));
        bench.Run(1000);
        client.TakesBytes = true;
        client.TakesOneSend = true;
        bench.Clock.Milliseconds += 1000;
        bench.Server.Step();
        Assert.AreEqual("880203e8", client.TakeHex());
    }

    [TestMethod]
    public void Echoes_messages_fragment_by_fragment_with_pongs_in_order()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.ConnectEcho();
        client.Say(Hex.Parse("8182 01020304 6963"));
        client.Say(Hex.Parse("0281 00000000 aa 8981 00000000 70 8081 00000000 bb"));
        bench.Run();
        Assert.AreEqual("81026861" + "0201aa" + "8a0170" + "8001bb", client.TakeHex());
    }

    [TestMethod]
    public void Reads_nothing_from_a_client_that_does_not_take_its_echo()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.ConnectEcho();
        client.TakesBytes = false;
        client.Say(Hex.Parse("8181 00000000 61"));
        bench.Run(5000);
        Assert.IsTrue(client.CanReceive);
        client.TakesBytes = true;
        bench.Run();
        Assert.AreEqual("810161", client.TakeHex());

        client.TakesBytes = false;
        client.Say(Hex.Parse("8181 00000000 61"));
        bench.Run(10200);
        Assert.IsTrue(client.IsClosed);
    }

    /// <summary>A pack has at least one record (RFC 8428 section 3), also for a client that connects before the first step.</summary>
    [TestMethod]
    public void Reads_its_sensors_before_it_sends_the_first_pack()
    {
        ServerBench bench = new ServerBench(2);
        MemoryTransport client = bench.Connect("GET /ws" + ServerBench.Upgrade + "\r\n");
        client.SkipHead("HTTP/1.1 101 ");
        Assert.IsTrue(client.TakeFrames().EndsWith("[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.0}]"));
    }

    [TestMethod]
    public void Two_readings_never_have_one_time_though_the_time_of_day_stands_still()
    {
        ServerBench bench = new ServerBench(2);
        bench.Clock.UnixMilliseconds = 1700000000000;
        bench.Run();
        MemoryTransport client = bench.ConnectStream();
        bench.Clock.UnixMilliseconds += 200;
        bench.Run(1000);
        Assert.IsTrue(client.TakeFrames().Contains("\"bt\":1700000000.980,"));

        // A time of day that is set anew is taken.
        bench.Clock.UnixMilliseconds = 1800000000000;
        bench.Run(1000);
        Assert.IsTrue(client.TakeFrames().Contains("\"bt\":1800000000,"));
    }

    [TestMethod]
    public void A_sensor_that_throws_or_has_nothing_costs_only_its_own_reading()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        MemoryTransport client = bench.ConnectStream();
        bench.Sensor.Throws = true;
        bench.Run(2000);
        bench.Sensor.Throws = false;
        bench.Sensor.HasReading = false;
        bench.Run(2000);
        Assert.AreEqual(string.Empty, client.TakeHex());
        bench.Sensor.HasReading = true;
        bench.Run(1000);
        Assert.IsTrue(client.TakeFrames().Contains("\"seq\":2,"));
        Assert.AreEqual(6, bench.Sensor.Reads);
    }

    [TestMethod]
    public void Takes_a_late_sample_once_and_keeps_the_schedule()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        Assert.AreEqual(1, bench.Sensor.Reads);
        bench.Clock.Milliseconds += 3400;
        bench.Run();
        Assert.AreEqual(2, bench.Sensor.Reads);
        bench.Clock.Milliseconds += 550;
        bench.Run();
        Assert.AreEqual(2, bench.Sensor.Reads);
        bench.Clock.Milliseconds += 50;
        bench.Run();
        Assert.AreEqual(3, bench.Sensor.Reads);
    }

    [TestMethod]
    public void Fragments_a_first_pack_that_is_longer_than_one_send()
    {
        const int Readings = 400;
        ServerBench bench = new ServerBench(new SensorOptions { MaxClients = 1, HistoryLength = Readings, BaseName = "b:" });
        bench.Run(Readings * 1000);
        MemoryTransport client = bench.Listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        while (client.Sends == 0)
        {
            bench.Server.Step();
        }

        client.SkipHead("HTTP/1.1 101 ");
        int fragments = 0;
        int records = 0;
        bool isFinal = false;
        while (!isFinal)
        {
            // A step may send no fragment or several, but none in part.
            byte[] sent = client.Take();
            int position = 0;
            while (position < sent.Length)
            {
                Assert.IsFalse(isFinal);
                Assert.AreEqual(fragments == 0 ? 1 : 0, sent[position] & 0x0F);
                isFinal = (sent[position] & 0x80) != 0;
                int length = sent[position + 1] == 126 ? (sent[position + 2] << 8) | sent[position + 3] : sent[position + 1];
                position += length < 126 ? 2 : 4;
                records += CountRecords(sent, position, length);
                position += length;
                fragments++;
            }

            Assert.AreEqual(sent.Length, position);
            bench.Server.Step();
        }

        Assert.IsTrue(fragments > 3);
        Assert.AreEqual(Readings, records);
    }

    private static string WithoutFrameHeader(string hex)
    {
        int end = hex.IndexOf("0d0a0d0a") + 8;
        byte[] text = Hex.Parse(hex.Substring(0, end) + hex.Substring(end + 4));
        return System.Text.Encoding.UTF8.GetString(text, 0, text.Length);
    }

    /// <summary>Counts the names ("n") in a fragment of a pack, which ends where a record ends.</summary>
    private static int CountRecords(byte[] pack, int offset, int count)
    {
        int records = 0;
        for (int i = offset; i + 2 < offset + count; i++)
        {
            records += pack[i] == '"' && pack[i + 1] == 'n' && pack[i + 2] == '"' ? 1 : 0;
        }

        return records;
    }
}
