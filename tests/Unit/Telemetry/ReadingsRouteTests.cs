using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit.Telemetry;

/// <summary>Readings by single requests.</summary>
[TestClass]
public class ReadingsRouteTests
{
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
        string pack = ReadingsBench.Body(answer);
        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":21.7,\"t\":-0.300},{" + LampIntroduction
                + "\"vb\":false,\"t\":-0.300},{"
            + LevelIntroduction + "\"v\":0.00,\"t\":-0.300},{\"n\":\"mode\",\"ut\":1,\"vs\":\"idle\",\"t\":-0.300}]",
            pack);
        Assert.AreEqual(pack, ReadingsBench.Body(bench.Request("GET /readings/")));
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    [TestMethod]
    public void Gives_one_channel_by_its_name()
    {
        ReadingsBench bench = new ReadingsBench();
        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.0}]", ReadingsBench.Body(bench.Request("GET /readings/t")));
        string level = "[{\"bn\":\"b:\"," + LevelIntroduction + "\"v\":0.00}]";
        Assert.AreEqual(level, ReadingsBench.Body(bench.Request("GET /readings/a/level")));
        Assert.AreEqual(level, ReadingsBench.Body(bench.Request("GET /readings/a%2flevel")));
        Assert.AreEqual(level, ReadingsBench.Body(bench.Request("GET /readings/a%2F%6Cevel?x")));
        Assert.AreEqual(
            "[{\"bn\":\"b:\",\"n\":\"mode\",\"ut\":1,\"vs\":\"idle\"}]", ReadingsBench.Body(bench.Request("GET /readings/mode")));
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
            ReadingsBench.Body(bench.Request("GET /readings/t?history")));
        string all = ReadingsBench.Body(bench.Request("GET /readings?history"));
        Assert.IsTrue(all.StartsWith("[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.3,\"t\":-2},"), all);
        Assert.IsTrue(all.EndsWith("{\"n\":\"a/level\",\"v\":0.00},{\"n\":\"mode\",\"ut\":1,\"vs\":\"idle\"}]"), all);
    }

    [TestMethod]
    public void A_channel_without_a_reading_is_no_error()
    {
        ReadingsBench bench = new ReadingsBench();
        bench.Thermometer.HasReading = false;
        Assert.AreEqual("[{\"bn\":\"b:\"}]", ReadingsBench.Body(bench.Request("GET /readings/t")));
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
            Assert.AreEqual(Problem, ReadingsBench.Body(answer), name);
        }

        Assert.IsTrue(bench.Request("GET /readings/" + HandshakeCase.Repeat("x", 127)).StartsWith("HTTP/1.1 414 "));
        Assert.AreEqual(Problem, ReadingsBench.Body(bench.Put("nothing", "true")));
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
    public void HEAD_has_no_body_and_a_slow_client_gets_all_of_it()
    {
        ReadingsBench bench = new ReadingsBench(new SensorOptions { MaxClients = 3, BaseName = "b:", HistoryLength = 57 });
        bench.Run(60000);
        string head = bench.Request("HEAD /readings?history");
        Assert.IsTrue(head.StartsWith("HTTP/1.1 200 ") && head.EndsWith("\r\n\r\n"), head);

        string whole = ReadingsBench.Body(bench.Request("GET /readings?history"));
        Assert.IsTrue(whole.Length > 2800, "More than one send");
        MemoryTransport slow = bench.Listener.Connect();
        slow.TakesOneSend = true;
        slow.Say("GET /readings?history HTTP/1.1\r\nHost: board\r\n\r\n");
        bench.Run();
        string answer = string.Empty;
        for (int i = 0; i < 10; i++)
        {
            // Others are answered meanwhile.
            Assert.AreEqual(
                "[{\"bn\":\"b:\",\"n\":\"t\",\"u\":\"Cel\",\"ut\":1,\"v\":0.0}]", ReadingsBench.Body(bench.Request("GET /readings/t")));
            answer += slow.TakeText();
            slow.TakesBytes = true;
            bench.Run();
        }

        Assert.AreEqual(whole, ReadingsBench.Body(answer + slow.TakeText()));
        Assert.IsTrue(slow.Sends > 1, "In pieces");
        Assert.AreEqual(0, bench.Server.ClientCount);
    }

    private static void CheckType(ReadingsBench bench, string encoding, string fields)
    {
        MemoryTransport client = bench.Connect("GET /readings HTTP/1.1\r\nHost: board\r\n" + fields + "\r\n");
        string head = client.SkipHead("HTTP/1.1 200 ");
        Assert.IsTrue(head.Contains("\r\nContent-Type: application/senml+" + encoding + "\r\n"), fields + head);
    }
}
