using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit.Telemetry;

/// <summary>Channels that are set by single requests.</summary>
[TestClass]
public class ReadingsSettingTests
{
    private const string Token = "full-token";
    private const string ReadOnlyToken = "read-only-token";

    private const string LampIntroduction = "\"n\":\"lamp\",\"ut\":1,\"set\":true,";

    [TestMethod]
    public void Sets_an_actuator_and_answers_with_the_new_reading()
    {
        ReadingsBench bench = new ReadingsBench();
        MemoryTransport viewer = bench.ConnectStream();
        bench.Run(400);
        string answer = bench.Put("lamp", "true");
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 OK\r\n"), answer);
        Assert.AreEqual("[{\"bn\":\"b:\"," + LampIntroduction + "\"vb\":true}]", ReadingsBench.Body(answer));
        Assert.AreEqual(1, bench.Lamp.Value);
        Assert.AreEqual("[{\"bn\":\"b:\",\"seq\":2,\"n\":\"lamp\",\"vb\":true}]", viewer.TakeFrames());
        Assert.IsTrue(ReadingsBench.Body(bench.Put("lamp", " false\r\n")).EndsWith("\"vb\":false}]"));
        Assert.IsTrue(ReadingsBench.Body(bench.Put("lamp", "[{\"bn\":\"b:\",\"n\":\"lamp\",\"vb\":true}]")).EndsWith("\"vb\":true}]"));
        Assert.IsTrue(ReadingsBench.Body(bench.Put("a/level", "0.345")).EndsWith("\"v\":0.35}]"));
        Assert.IsTrue(
            ReadingsBench.Body(bench.Put("a/level", "\n[{\"n\":\"b:a/level\",\"u\":\"/\",\"v\":1e-1}]")).EndsWith("\"v\":0.10}]"));
        Assert.AreEqual(3, bench.Lamp.Settings);
        Assert.AreEqual(2, bench.Level.Settings);

        // The longest body; and a setting is answered with what it is now, whatever the query.
        Assert.IsTrue(bench.Put("lamp", "true" + HandshakeCase.Repeat(" ", 316)).StartsWith("HTTP/1.1 200 "));
        Assert.AreEqual("[{\"bn\":\"b:\"," + LampIntroduction + "\"vb\":false}]", ReadingsBench.Body(bench.Put("lamp?history", "false")));
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

    private static void CheckProblem(ReadingsBench bench, string status, string error, string detail, string name, string body)
    {
        string answer = bench.Put(name, body);
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 " + status + "\r\n"), name + " " + body + ": " + answer);
        Assert.IsTrue(answer.Contains("\r\nContent-Type: application/problem+json\r\n"), answer);
        Assert.AreEqual(
            "{\"title\":\"" + status.Substring(4) + "\",\"status\":" + status.Substring(0, 3) + ",\"error\":\"" + error + "\",\"detail\":\""
                + detail + "\"}\n",
            ReadingsBench.Body(answer),
            body);
    }
}
