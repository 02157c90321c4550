using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>The body with which a channel is set: a JSON value of any type, which ends where the body ends.</summary>
[TestClass]
public class ReadingsBodyTests
{
    private readonly BodyBench _bench = new BodyBench();

    [TestMethod]
    public void A_text_is_set_by_a_JSON_string()
    {
        foreach (string text in new string[] { "eco", string.Empty, "a b" })
        {
            Assert.AreEqual("200", _bench.Put("name", "\"" + text + "\""));
            Assert.AreEqual(text, _bench.Words.Last);
        }

        foreach (string other in new string[] { "eco", "1", "true", "null", "\"123456789\"" })
        {
            string status = _bench.Put("name", other);
            Assert.IsTrue(status == "422" || status == "400", other);
        }

        Assert.AreEqual("a b", _bench.Words.Last);
    }

    /// <summary>In the buffer, a body is followed by the rest of a longer one before.</summary>
    [TestMethod]
    public void A_value_ends_where_the_body_ends()
    {
        CheckLevel("42", 42);
        CheckLevel("4", 4);
        CheckLevel("10.4", 10);
        CheckLevel("10", 10);
        CheckLevel("1e01", 10);
        CheckLevel("1e0", 1);
        CheckLevel("1", 1);
        CheckLevel("7    ", 7);
        CheckLevel("7", 7);
        CheckLevel("  3", 3);
        Assert.AreEqual("200", _bench.Put("level", " [{\"n\":\"b:level\",\"v\":5}]"));
        Assert.AreEqual("400", _bench.Put("level", " [{\"n\":\"b:level\",\"v\":5}"));
        Assert.AreEqual("400", _bench.Put("level", "1e"));
        Assert.AreEqual("200", _bench.Put("name", "\"eco\""));
        Assert.AreEqual("400", _bench.Put("name", "\"eco"));
    }

    /// <summary>What is set is not counted as refused, and the other way round.</summary>
    [TestMethod]
    public void Settings_and_refusals_are_counted()
    {
        _bench.Put("level", "1");
        Assert.IsTrue(_bench.Request("GET /status").IndexOf(",\"settings\":1,\"refusedSettings\":0,") > 0);
        _bench.Put("level", "101");
        Assert.IsTrue(_bench.Request("GET /status").IndexOf(",\"settings\":1,\"refusedSettings\":1,") > 0);
    }

    private void CheckLevel(string body, int expected)
    {
        Assert.AreEqual("200", _bench.Put("level", body), body);
        Assert.AreEqual(expected, _bench.Level.Value, body);
    }

    /// <summary>A text and a level that can be set.</summary>
    private sealed class BodyBench : Bench
    {
        private readonly SensorServer _server;

        internal BodyBench()
        {
            Channel[] channels =
            {
                new Channel("name", 1000, Words).SetBy(Control.Text(Words, 8)),
                new Channel("level", "/", 0, 1000, (ISensor)Level).SetBy(Level, 0, 100),
            };
            SensorOptions options = new SensorOptions { MaxClients = 1, BaseName = "b:", HostNames = ServerBench.HostNames };
            _server = new SensorServer(options, Listener, Clock, channels);
        }

        internal NamedThing Words { get; } = new NamedThing();

        internal FixedActuator Level { get; } = new FixedActuator();

        internal string Put(string name, string body)
        {
            return Request("PUT /readings/" + name, "Content-Length: " + body.Length + "\r\n", body).Substring(9, 3);
        }

        /// <inheritdoc/>
        protected override int Step()
        {
            return _server.Step();
        }
    }

    private sealed class NamedThing : ITextSensor, ITextActuator
    {
        internal string Last { get; private set; } = "eco";

        public bool TryRead(out string value)
        {
            value = Last;
            return true;
        }

        public bool TrySet(string text)
        {
            Last = text;
            return true;
        }
    }
}
