using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit.Telemetry;

/// <summary>Readings by single requests.</summary>
[TestClass]
public class ReadingsRouteTests
{
    private const string Token = "full-token";
    private const string ReadOnlyToken = "read-only-token";

    private const string LampIntroduction = "\"n\":\"lamp\",\"ut\":1,\"set\":true,";
    private const string LevelIntroduction = "\"n\":\"a/level\",\"u\":\"/\",\"ut\":1,\"set\":true,\"min\":0.00,\"max\":1.00,\"step\":0.01,";

    [TestMethod]
    public void Gives_the_newest_reading_of_every_channel()
    {
        ReadingsBench bench = new ReadingsBench();
        bench.Run(2000);
        bench.Thermometer.Value = 217;
        bench.Run(1300);
        string answer = bench.Request("GET /readings");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 OK\r\n"), answer);
        Assert.IsTrue(answer.Contains("\r\nContent-Type: application/senml+json\r\n"), answer);
        Assert.IsTrue(answer.Contains("\r\nVary: Accept\r\n"), answer);
        string pack = Body(answer);
        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":21.7,\"t\":-0.300},{" + LampIntroduction
                + "\"vb\":false,\"t\":-0.300},{"
            + LevelIntroduction + "\"v\":0.00,\"t\":-0.300},{\"n\":\"mode\",\"ut\":1,\"vs\":\"idle\",\"t\":-0.300}]",
            pack);
        Assert.AreEqual(pack, Body(bench.Request("GET /readings/")));
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    [TestMethod]
    public void Gives_one_channel_by_its_name()
    {
        ReadingsBench bench = new ReadingsBench();
        Assert.AreEqual("[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.0}]", Body(bench.Request("GET /readings/t")));
        string level = "[{\"bn\":\"b:\"," + LevelIntroduction + "\"v\":0.00}]";
        Assert.AreEqual(level, Body(bench.Request("GET /readings/a/level")));
        Assert.AreEqual(level, Body(bench.Request("GET /readings/a%2flevel")));
        Assert.AreEqual(level, Body(bench.Request("GET /readings/a%2F%6Cevel?x")));
        Assert.AreEqual("[{\"bn\":\"b:\",\"n\":\"mode\",\"ut\":1,\"vs\":\"idle\"}]", Body(bench.Request("GET /readings/mode")));
    }

    [TestMethod]
    public void Gives_what_is_kept_of_the_history()
    {
        ReadingsBench bench = new ReadingsBench();
        for (int i = 1; i <= 5; i++)
        {
            bench.Thermometer.Value = i;
            bench.Run(1000);
        }

        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.3,\"t\":-2},{\"n\":\"t\",\"v\":0.4,\"t\":-1},{\"n\":\"t\",\"v\":0.5}]",
            Body(bench.Request("GET /readings/t?history")));
        string all = Body(bench.Request("GET /readings?history"));
        Assert.IsTrue(all.StartsWith("[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.3,\"t\":-2},"), all);
        Assert.IsTrue(all.EndsWith("{\"n\":\"a/level\",\"v\":0.00},{\"n\":\"mode\",\"ut\":1,\"vs\":\"idle\"}]"), all);
    }

    [TestMethod]
    public void A_channel_without_a_reading_is_no_error()
    {
        ReadingsBench bench = new ReadingsBench();
        bench.Thermometer.HasReading = false;
        Assert.AreEqual("[{\"bn\":\"b:\"}]", Body(bench.Request("GET /readings/t")));
    }

    [TestMethod]
    public void Encodes_what_the_client_prefers()
    {
        ReadingsBench bench = new ReadingsBench();
        CheckType(bench, "json", string.Empty);
        CheckType(bench, "json", "Accept: */*\r\n");
        CheckType(
            bench, "json",
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7\r\n");
        CheckType(bench, "json", "Accept: application/senml+cbor;q=0.5, application/senml+json\r\n");
        CheckType(bench, "json", "Accept: application/senml+cbor, application/senml+json\r\n");
        CheckType(bench, "json", "Accept: application/senml+cbor;q=0, */*\r\n");
        CheckType(bench, "json", "Accept: application/json, application/senml+cbor;q=0.999\r\n");
        CheckType(bench, "json", "Accept: application/senml+cborx, a/b\r\n");
        CheckType(bench, "json", "Accept: application/senml+cbo\r\n");
        CheckType(bench, "json", "Accept: /, */, ;q=, application/senml+cbor;q=0.0001\r\n");
        CheckType(bench, "cbor", "Accept: application/senml+cbor\r\n");
        CheckType(bench, "cbor", "Accept: */*;q=0.1\r\nACCEPT:\tApplication/SenML+CBOR ; Q=1.000\r\n");
        CheckType(bench, "cbor", "Accept: application/*;q=0.25, application/senml+cbor ; x=y ; q=0.26\r\n");

        MemoryTransport client = bench.Connect("GET /readings/t HTTP/1.1\r\nHost: board\r\nAccept: application/senml+cbor\r\n\r\n");
        client.SkipHead("HTTP/1.1 200 ");
        Assert.AreEqual(Hex.Show(Hex.Parse("9fa5 21 62 623a 00 61 74 01 63 43656c 07 01 02 c4822000 ff")), client.TakeHex());
    }

    [TestMethod]
    public void Sets_an_actuator_and_answers_with_the_new_reading()
    {
        ReadingsBench bench = new ReadingsBench();
        MemoryTransport viewer = bench.ConnectStream();
        bench.Run(400);
        string answer = bench.Put("lamp", "true");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 OK\r\n"), answer);
        Assert.AreEqual("[{\"bn\":\"b:\"," + LampIntroduction + "\"vb\":true}]", Body(answer));
        Assert.AreEqual(1, bench.Lamp.Value);
        Assert.AreEqual("[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":true}]", viewer.TakeFrames());
        Assert.IsTrue(Body(bench.Put("lamp", " false\r\n")).EndsWith("\"vb\":false}]"));
        Assert.IsTrue(Body(bench.Put("lamp", "[{\"bn\":\"b:\",\"n\":\"lamp\",\"vb\":true}]")).EndsWith("\"vb\":true}]"));
        Assert.IsTrue(Body(bench.Put("a/level", "0.345")).EndsWith("\"v\":0.35}]"));
        Assert.IsTrue(Body(bench.Put("a/level", "\n[{\"n\":\"b:a/level\",\"u\":\"/\",\"v\":1e-1}]")).EndsWith("\"v\":0.10}]"));
        Assert.AreEqual(3, bench.Lamp.Settings);
        Assert.AreEqual(2, bench.Level.Settings);

        // The longest body; and a setting is answered with what it is now, whatever the query.
        Assert.IsTrue(bench.Put("lamp", "true" + HandshakeCase.Repeat(" ", 316)).StartsWith("HTTP/1.1 200 "));
        Assert.AreEqual("[{\"bn\":\"b:\"," + LampIntroduction + "\"vb\":false}]", Body(bench.Put("lamp?history", "false")));
    }

    [TestMethod]
    public void Takes_CBOR()
    {
        ReadingsBench bench = new ReadingsBench();
        MemoryTransport client = bench.Listener.Connect();
        client.Say("PUT /readings/lamp HTTP/1.1\r\nHost: board\r\nContent-Length: 12\r\n\r\n");
        client.Say(Hex.Parse("81 a2 00 66 623a6c616d70 04 f5"));
        bench.Run();
        Assert.IsTrue(client.TakeText().EndsWith("\"vb\":true}]"));
        Assert.AreEqual(1, bench.Lamp.Value);
    }

    [TestMethod]
    public void Says_what_is_wrong_with_a_setting()
    {
        ReadingsBench bench = new ReadingsBench();
        CheckProblem(bench, "422 Unprocessable Content", "wrong-type", "It is set to true or false.", "lamp", "1");
        CheckProblem(bench, "422 Unprocessable Content", "wrong-type", "It is set to true or false.", "lamp", "\"on\"");
        CheckProblem(bench, "422 Unprocessable Content", "wrong-type", "It is set to true or false.", "lamp", "null");
        CheckProblem(bench, "422 Unprocessable Content", "wrong-type", "It is set to a number.", "a/level", "true");
        CheckProblem(bench, "422 Unprocessable Content", "out-of-range", "It is set to 0.00 to 1.00.", "a/level", "1.01");
        CheckProblem(bench, "422 Unprocessable Content", "out-of-range", "It is set to 0.00 to 1.00.", "a/level", "-1e400");
        CheckProblem(
            bench, "422 Unprocessable Content", "wrong-unit", "Its unit is /.", "a/level", "[{\"n\":\"b:a/level\",\"u\":\"%\",\"v\":1}]");
        CheckProblem(
            bench, "422 Unprocessable Content", "wrong-unit", "It has no unit.", "lamp", "[{\"n\":\"b:lamp\",\"u\":\"/\",\"vb\":true}]");
        CheckProblem(
            bench, "422 Unprocessable Content", "time-not-supported", "It can be set now only: leave out the times.", "lamp",
            "[{\"n\":\"b:lamp\",\"t\":5,\"vb\":true}]");
        CheckProblem(
            bench, "422 Unprocessable Content", "not-understood",
            "The pack has a version, or a label that ends in _, that is not understood.", "lamp",
            "[{\"n\":\"b:lamp\",\"x_\":5,\"vb\":true}]");
        const string Other = "The pack has to set the channel of this path, by its full name, and no other.";
        CheckProblem(bench, "422 Unprocessable Content", "unknown-name", Other, "lamp", "[{\"n\":\"b:a/level\",\"v\":0.5}]");
        CheckProblem(
            bench, "422 Unprocessable Content", "unknown-name", Other, "lamp",
            "[{\"n\":\"b:lamp\",\"vb\":true},{\"n\":\"b:a/level\",\"v\":0.5}]");
        CheckProblem(bench, "422 Unprocessable Content", "unknown-name", Other, "lamp", "[{\"n\":\"lamp\",\"vb\":true}]");
        CheckProblem(bench, "422 Unprocessable Content", "unknown-name", Other, "lamp", "[{\"bn\":\"b:\"}]");
        const string Malformed = "The body is not a SenML pack, and not a JSON number, text, true or false.";
        string[] bodies =
        {
            string.Empty, " ", "tru", "truee", "true false", "{}", "[]", "[true]", "[{\"n\":\"b:lamp\",\"vb\":true}", "on", "01", "1.",
            "\"", "lamp=true",
        };
        foreach (string body in bodies)
        {
            CheckProblem(bench, "400 Bad Request", "malformed", Malformed, "lamp", body);
        }

        CheckProblem(bench, "405 Method Not Allowed", "not-settable", "Only a channel with an actuator can be set.", "t", "1");
        Assert.IsTrue(bench.Put("t", "1").Contains("\r\nAllow: GET, HEAD\r\n"));
        Assert.IsTrue(bench.Request("PUT /readings", "Content-Length: 4\r\n", "true").StartsWith("HTTP/1.1 405 "));
        Assert.AreEqual(0, bench.Lamp.Settings);
        Assert.AreEqual(0, bench.Level.Settings);

        bench.Lamp.Refuses = true;
        CheckProblem(bench, "409 Conflict", "failed", "The actuator refuses now.", "lamp", "true");
        bench.Lamp.Throws = true;
        CheckProblem(bench, "409 Conflict", "failed", "The actuator refuses now.", "lamp", "true");
        Assert.IsTrue(bench.Request("PUT /readings/lamp", "Content-Length: 321\r\n").StartsWith("HTTP/1.1 413 "));
        Assert.IsTrue(bench.Request("GET /status").Contains(",\"settings\":0,\"refusedSettings\":30,"), bench.Request("GET /status"));
    }

    [TestMethod]
    public void An_unknown_name_is_404_with_the_known_ones()
    {
        const string Problem =
            "{\"title\":\"Not Found\",\"status\":404,\"error\":\"unknown-name\",\"detail\":\"No channel has this "
                + "name.\",\"names\":[\"t\",\"lamp\",\"a/level\",\"mode\"],\"more\":0}\n";
        ReadingsBench bench = new ReadingsBench();
        string[] names =
        {
            "T", "lam", "lampe", "a", "a/", "a/level/", "level", "/t", "%00", "t%00", ".", "lamp%20", HandshakeCase.Repeat("x", 126),
        };
        foreach (string name in names)
        {
            string answer = bench.Request("GET /readings/" + name);
            Assert.IsTrue(answer.StartsWith("HTTP/1.1 404 Not Found\r\n"), name + ": " + answer);
            Assert.IsTrue(answer.Contains("\r\nContent-Type: application/problem+json\r\n"), answer);
            Assert.AreEqual(Problem, Body(answer), name);
        }

        Assert.IsTrue(bench.Request("GET /readings/" + HandshakeCase.Repeat("x", 127)).StartsWith("HTTP/1.1 414 "));
        Assert.AreEqual(Problem, Body(bench.Put("nothing", "true")));
        Assert.IsTrue(bench.Request("GET /readings/t%").StartsWith("HTTP/1.1 400 "));
        Assert.IsTrue(bench.Request("GET /readings/t%4?history").StartsWith("HTTP/1.1 400 "));
        bench.Run(200);
        bench.Request("GET /readings/abcd");
        Assert.IsTrue(bench.Request("GET /readings/t%4").StartsWith("HTTP/1.1 400 "), "A digit of the request before does not count");
        Assert.IsTrue(bench.Request("GET /readings/a%2Flevel").StartsWith("HTTP/1.1 200 "));
        Assert.IsTrue(bench.Request("GET /readings/%zz").StartsWith("HTTP/1.1 400 "));
        bench.Run(300);
        Assert.IsTrue(bench.Request("GET /readingst").StartsWith("HTTP/1.1 404 "));
        Assert.IsTrue(bench.Request("GET /reading").Contains("There is /ws /readings /status"));
        Assert.IsTrue(bench.Request("POST /readings/lamp", "Content-Length: 4\r\n", "true").Contains("\r\nAllow: GET, HEAD, PUT\r\n"));
    }

    [TestMethod]
    public void A_setting_without_a_reading_is_answered_without_content()
    {
        ReadingsBench bench = new ReadingsBench();
        bench.Thermometer.HasReading = false;
        bench.Server.Stream.Channels[0].Channel.SetBy(bench.Level, 0, 100);
        string answer = bench.Put("t", "1");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 204 "), answer);
        Assert.AreEqual(10, bench.Level.Value);
    }

    [TestMethod]
    public void Setting_requires_the_full_token()
    {
        ReadingsBench bench =
            new ReadingsBench(new SensorOptions { MaxClients = 3, BaseName = "b:", Token = Token, ReadOnlyToken = ReadOnlyToken });
        Assert.IsTrue(bench.Request("GET /readings").StartsWith("HTTP/1.1 401 "));
        Assert.IsTrue(bench.Request("GET /readings", "Authorization: Bearer " + ReadOnlyToken + "\r\n").StartsWith("HTTP/1.1 200 "));
        Assert.IsTrue(bench.Put("lamp", "true").StartsWith("HTTP/1.1 401 "));
        string answer = bench.Put("lamp", "true", "Authorization: Bearer " + ReadOnlyToken + "\r\n");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 403 "), answer);
        Assert.IsTrue(answer.EndsWith("\r\n\r\nThis token only reads: offer the one that may change something.\n"), answer);
        Assert.AreEqual(0, bench.Lamp.Settings);
        Assert.IsTrue(bench.Put("lamp", "true", "Authorization: Bearer " + Token + "\r\n").StartsWith("HTTP/1.1 200 "));
    }

    [TestMethod]
    public void HEAD_has_no_body_and_a_slow_client_gets_all_of_it()
    {
        ReadingsBench bench = new ReadingsBench(new SensorOptions { MaxClients = 3, BaseName = "b:", HistoryLength = 57 });
        bench.Run(60000);
        string head = bench.Request("HEAD /readings?history");
        Assert.IsTrue(head.StartsWith("HTTP/1.1 200 ") && head.EndsWith("\r\n\r\n"), head);

        string whole = Body(bench.Request("GET /readings?history"));
        Assert.IsTrue(whole.Length > 2800, "More than one send");
        MemoryTransport slow = bench.Listener.Connect();
        slow.TakesOneSend = true;
        slow.Say("GET /readings?history HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Run();
        string answer = string.Empty;
        for (int i = 0; i < 10; i++)
        {
            // Others are answered meanwhile.
            Assert.AreEqual("[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.0}]", Body(bench.Request("GET /readings/t")));
            answer += slow.TakeText();
            slow.TakesBytes = true;
            bench.Run();
        }

        Assert.AreEqual(whole, Body(answer + slow.TakeText()));
        Assert.IsTrue(slow.Sends > 1, "In pieces");
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    private static string Body(string answer)
    {
        return answer.Substring(answer.IndexOf("\r\n\r\n") + 4);
    }

    private static void CheckType(ReadingsBench bench, string encoding, string fields)
    {
        MemoryTransport client = bench.Connect("GET /readings HTTP/1.1\r\nHost: board\r\n" + fields + "\r\n");
        string head = client.SkipHead("HTTP/1.1 200 ");
        Assert.IsTrue(head.Contains("\r\nContent-Type: application/senml+" + encoding + "\r\n"), fields + head);
    }

    private static void CheckProblem(ReadingsBench bench, string status, string error, string detail, string name, string body)
    {
        string answer = bench.Put(name, body);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 " + status + "\r\n"), name + " " + body + ": " + answer);
        Assert.IsTrue(answer.Contains("\r\nContent-Type: application/problem+json\r\n"), answer);
        Assert.AreEqual(
            "{\"title\":\"" + status.Substring(4) + "\",\"status\":" + status.Substring(0, 3) + ",\"error\":\"" + error + "\",\"detail\":\""
                + detail + "\"}\n",
            Body(answer),
            body);
    }

    /// <summary>A thermometer, a lamp, a level and a mode, read each second.</summary>
    private sealed class ReadingsBench : Bench
    {
        internal ReadingsBench()
            : this(new SensorOptions { MaxClients = 3, BaseName = "b:", HistoryLength = 3 })
        {
        }

        internal ReadingsBench(SensorOptions options)
        {
            options.HostNames = ServerBench.HostNames;
            Channel[] channels =
            {
                new Channel("t", "Cel", -1, 1000, Thermometer),
                new Channel("lamp", 1000, (IBooleanSensor)Lamp).SetBy(Lamp),
                new Channel("a/level", "/", -2, 1000, (ISensor)Level).SetBy(Level, 0, 100),
                new Channel("mode", 1000, new FixedText { Text = "idle" }),
            };
            Server = new SensorServer(options, Listener, Clock, channels);
        }

        internal FixedSensor Thermometer { get; } = new FixedSensor();

        internal FixedActuator Lamp { get; } = new FixedActuator();

        internal FixedActuator Level { get; } = new FixedActuator();

        internal SensorServer Server { get; }

        internal MemoryTransport ConnectStream()
        {
            MemoryTransport client = Open("/ws");
            client.Take();
            return client;
        }

        internal string Put(string name, string body, string fields = "")
        {
            return Request("PUT /readings/" + name, fields + "Content-Length: " + body.Length + "\r\n", body);
        }

        /// <inheritdoc/>
        protected override int Step()
        {
            return Server.Step();
        }
    }
}
