using System;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>Channels whose sensor has no reading, has too many, or is read late.</summary>
[TestClass]
public class SamplingTests
{
    private const long UnixStart = 1700000000000;

    private readonly ManualClock _clock = new ManualClock { UnixMilliseconds = UnixStart };
    private readonly MemoryListener _listener = new MemoryListener();
    private SensorServer _server;
    private MemoryTransport _client;

    [TestMethod]
    public void Before_its_first_reading_a_channel_has_none()
    {
        FixedSensor sensor = new FixedSensor { HasReading = false, Value = 7 };
        ChannelState state = Start(new Channel("n", "V", 0, 1000, sensor));
        long start = _clock.Milliseconds;
        Assert.AreEqual(ChannelState.Never, state.LastReading);
        Assert.AreEqual(0, state.LastValue);
        Assert.AreEqual(1L, state.Missed);
        Assert.IsTrue(state.IsStale(start, 100));
        Assert.IsTrue(state.IsStale(0, 100));
        sensor.HasReading = true;
        Pass(1000);
        Assert.AreEqual(start + 1000, state.LastReading);
        Assert.AreEqual(7, state.LastValue);
        Assert.IsFalse(state.IsStale(start + 2100, 100));
        Assert.IsTrue(state.IsStale(start + 2101, 100));
    }

    [TestMethod]
    public void The_longest_period_is_not_over_at_once()
    {
        ChannelState state = Start(new Channel("n", "V", 0, int.MaxValue, new FixedSensor()));
        long start = _clock.Milliseconds;
        Assert.IsFalse(state.IsStale(start + int.MaxValue + 100, 100));
        Assert.IsTrue(state.IsStale(start + int.MaxValue + 101, 100));
    }

    [TestMethod]
    public void Periods_that_passed_unread_are_counted_also_where_there_was_no_reading()
    {
        ChannelState state = Start(new Channel("n", "V", 0, 1000, new FixedSensor { HasReading = false }));
        Pass(3400);
        Assert.AreEqual(2L, state.Overruns);
        Assert.AreEqual(2L, state.Missed);
        FixedSensor sensor = new FixedSensor();
        state = Start(new Channel("n", "V", 0, 1000, sensor));
        Pass(3400);
        Assert.AreEqual(2L, state.Overruns);
        Assert.AreEqual(0L, state.Missed);

        // The schedule stays: this is one period after what was due at 3000, and one has passed.
        Pass(1600);
        Assert.AreEqual(3L, state.Overruns);
        Assert.AreEqual(3, sensor.Reads);
    }

    [TestMethod]
    public void A_switch_without_a_reading_is_counted()
    {
        ChannelState state = Start(new Channel("s", 1000, new NoSwitch()));
        Assert.AreEqual(1L, state.Missed);
        Assert.AreEqual(ChannelState.Never, state.LastReading);
    }

    [TestMethod]
    public void The_longest_read_is_kept()
    {
        FixedSensor sensor = new FixedSensor { Clock = _clock, Time = 70 };
        ChannelState state = Start(new Channel("n", "V", 0, 1000, sensor));
        sensor.Time = 30;
        Pass(1000);
        Assert.AreEqual(2, sensor.Reads);
        Assert.AreEqual(70, state.LongestRead);
    }

    [TestMethod]
    public void What_a_sensor_throws_is_kept_as_a_short_text()
    {
        ReadFailures failures = new ReadFailures();
        failures.Add(new InvalidOperationException(string.Empty));
        Assert.AreEqual("InvalidOperationException", failures.LastText);
        failures.Add(new InvalidOperationException("x"));
        Assert.AreEqual("x", failures.LastText);
        failures.Add(new InvalidOperationException(HandshakeCase.Repeat("x", 97)));
        Assert.AreEqual(HandshakeCase.Repeat("x", 96), failures.LastText);
        failures.Add(new Wordless());
        Assert.AreEqual("Wordless", failures.LastText);
        Assert.AreEqual(4, failures.Count);
    }

    [TestMethod]
    public void An_empty_batch_is_no_error()
    {
        ChannelState state = Start(new Channel("v", "V", 0, 10000, 50, new FixedBatch { Count = 0 }));
        Assert.AreEqual(1L, state.Missed);
        Assert.AreEqual(0L, state.Errors);
        Assert.IsNull(state.LastError);
    }

    [TestMethod]
    public void A_text_that_is_too_long_is_cut()
    {
        string text = HandshakeCase.Repeat("x", Channel.MaxTextLength);
        FixedText sensor = new FixedText { Text = text };
        ChannelState state = Start(new Channel("s", 1000, sensor));
        Assert.IsTrue(_client.TakeFrames().EndsWith("\"vs\":\"" + text + "\"}]"));
        sensor.Text = text.Substring(1) + "yz";
        Pass(1000);
        Assert.IsTrue(_client.TakeFrames().EndsWith("\"vs\":\"" + text.Substring(1) + "y\"}]"));
        sensor.Text = null;
        Pass(1000);
        Assert.AreEqual(string.Empty, _client.TakeFrames());
        Assert.AreEqual(0L, state.Errors);
    }

    /// <summary>So the first reading of a batch is never before the last one of the batch before.</summary>
    [TestMethod]
    public void A_batch_follows_the_clock_by_half_an_interval_at_most()
    {
        FixedBatch sensor = new FixedBatch { Count = 50 };
        Start(new Channel("v", "V", 0, 10000, 500, sensor));
        _client.Take();
        Pass(900);
        string late = _client.TakeFrames();
        Assert.IsTrue(late.StartsWith("[{\"bn\":\"b:\",\"bt\":1700000000.505,"), late);
        Pass(100);
        string next = _client.TakeFrames();
        Assert.IsTrue(next.StartsWith("[{\"bn\":\"b:\",\"bt\":1700000001.004688,"), next);
    }

    [TestMethod]
    public void A_batch_of_one_reading_has_a_time()
    {
        Start(new Channel("v", "V", 0, 10000, 50, new FixedBatch { Count = 1 }));
        _client.Take();
        Pass(50);
        string pack = _client.TakeFrames();
        Assert.IsTrue(pack.IndexOf("\"bt\":1700000000.012500,") > 0, pack);
    }

    /// <summary>10 readings of 10 ms each 50 ms.</summary>
    [TestMethod]
    public void A_batch_of_a_fast_sensor_goes_back_to_the_clock_by_half_an_interval_at_most()
    {
        Start(new Channel("v", "V", 0, 10000, 50, new FixedBatch { Count = 10 }));
        _client.Take();
        Pass(50);
        string pack = _client.TakeFrames();
        Assert.IsTrue(pack.IndexOf("\"bt\":1700000000.096875,") > 0, pack);
        Pass(50);
        pack = _client.TakeFrames();
        Assert.IsTrue(pack.IndexOf("\"bt\":1700000000.191875,") > 0, pack);
    }

    [TestMethod]
    public void A_schedule_begins_when_the_server_is_made()
    {
        _clock.Milliseconds += 300;
        FixedSensor sensor = new FixedSensor();
        Start(new Channel("n", "V", 0, 1000, sensor));
        Pass(999);
        Assert.AreEqual(1, sensor.Reads);
        Pass(1);
        Assert.AreEqual(2, sensor.Reads);
    }

    [TestMethod]
    public void Each_channel_has_its_own_period_and_its_own_longest_read()
    {
        FixedSensor often = new FixedSensor { Clock = _clock, Time = 70 };
        FixedSensor seldom = new FixedSensor { Clock = _clock, Time = 70 };
        ChannelState state = Start(new Channel("o", "V", 0, 1000, often), new Channel("s", "V", 0, 3000, seldom));
        Assert.AreEqual(70, state.LongestRead);
        Assert.AreEqual(70, _server.Stream.Channels[1].LongestRead);
        Pass(1000);
        Assert.AreEqual(2, often.Reads);
        Assert.AreEqual(1, seldom.Reads);
    }

    [TestMethod]
    public void A_batch_is_sent_once_also_when_other_channels_are_read_more_often()
    {
        Start(new Channel("v", "V", 0, 10000, 50, new FixedBatch { Count = 5 }), new Channel("n", "V", 0, 10, new FixedSensor()));
        _client.Take();
        string packs = string.Empty;
        for (int i = 0; i < 9; i++)
        {
            Pass(10);
            packs += _client.TakeFrames();
        }

        Assert.IsTrue(packs.Contains("\"n\":\"v\",\"v\":9}"), packs);
        Assert.AreEqual(packs.IndexOf("\"v\":9}"), packs.LastIndexOf("\"v\":9}"), packs);

        // Nine of one channel, one of the other, and two before.
        Assert.IsTrue(packs.Contains("\"seq\":12,") && !packs.Contains("\"seq\":13,"), packs);
    }

    /// <summary>Starts a server with channels, and a client that speaks JSON.</summary>
    private ChannelState Start(params Channel[] channels)
    {
        SensorOptions options = new SensorOptions { MaxClients = 2, BaseName = "b:", HostNames = ServerBench.HostNames };
        _server = new SensorServer(options, _listener, _clock, channels);
        Pass(0);
        _client = _listener.Connect();
        _client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        Pass(0);
        _client.SkipHead("HTTP/1.1 101 ");
        return _server.Stream.Channels[0];
    }

    private void Pass(int milliseconds)
    {
        _clock.Milliseconds += milliseconds;
        _clock.UnixMilliseconds += milliseconds;
        int steps = 0;
        while (_server.Step() == 0)
        {
            Assert.IsTrue(++steps < 1000, "The server never rests");
        }
    }

    private sealed class NoSwitch : IBooleanSensor
    {
        public bool TryRead(out bool value)
        {
            value = true;
            return false;
        }
    }

    private sealed class Wordless : Exception
    {
        public override string Message => null;
    }
}
