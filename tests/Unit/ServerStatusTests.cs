using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

[TestClass]
public class ServerStatusTests
{
    [TestMethod]
    public void Shows_its_state_as_json()
    {
        ServerBench bench = new ServerBench(3);
        bench.Run();
        MemoryTransport stream = bench.ConnectStream();
        bench.Run(3000);
        stream.TakesBytes = false;
        bench.Run(2000);
        bench.Connect("GET /nothing HTTP/1.1\r\nHost: board\r\n\r\n");

        Assert.AreEqual(
            "{\"uptime\":5000,\"sequence\":6,\"stepsPerSecond\":20,\"longestStep\":0,\"longestStepRoute\":null,\"clients\":2,\"maxClients\":3,"
            + "\"upgrades\":1,\"sent\":3,\"skipped\":2,\"settings\":0,\"refusedSettings\":0,\"tokenFailures\":0,\"routeFailures\":0,\"failedRoute\":null,"
            + "\"refused\":{\"400\":0,\"401\":0,\"403\":0,\"404\":1,\"405\":0,\"408\":0,\"411\":0,\"413\":0,\"414\":0,\"421\":0,\"426\":0,\"429\":0,\"431\":0,\"500\":0,\"503\":0,\"505\":0},"
            + "\"ended\":{\"done\":1,\"failed\":0,\"vanished\":0,\"stalled\":0,\"silent\":0,\"gave-way\":0,\"went-away\":0},"
            + "\"slots\":[{\"address\":\"192.0.2.1:50000\",\"state\":\"live\",\"age\":5000,\"sent\":3,\"skipped\":2,\"bytes\":294},"
            + "{\"address\":\"192.0.2.1:50000\",\"state\":\"document\",\"age\":0,\"sent\":0,\"skipped\":0,\"bytes\":0},null],"
            + "\"channels\":[{\"name\":\"t\",\"age\":0,\"stale\":false,\"missed\":0,\"errors\":0,\"overruns\":0,\"dropped\":0,\"longestRead\":0}]}\n",
            Body(bench, "/status"));
    }

    [TestMethod]
    public void Shows_a_sensor_that_fails_and_recovers()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        bench.Sensor.Throws = true;
        bench.Run(1000);
        bench.Sensor.Throws = false;
        bench.Sensor.HasReading = false;
        bench.Run(2000);
        Assert.IsTrue(Body(bench, "/status").Contains("\"age\":3000,\"stale\":true,\"missed\":3,\"errors\":1,"));
        bench.Sensor.HasReading = true;
        bench.Run(1000);
        Assert.IsTrue(Body(bench, "/status").Contains("\"age\":0,\"stale\":false,\"missed\":3,\"errors\":1,"));
    }

    [TestMethod]
    public void Shows_a_sensor_that_was_never_read()
    {
        ServerBench bench = new ServerBench(2);
        bench.Sensor.HasReading = false;
        bench.Run(1000);
        Assert.IsTrue(Body(bench, "/status").Contains("\"age\":null,\"stale\":true,"));
        Assert.IsTrue(Body(bench, "/metrics").Contains("\nsensorcast_reading{name=\"t\",unit=\"Cel\"} NaN\n"));
    }

    [TestMethod]
    public void Shows_a_slow_sensor()
    {
        ServerBench bench = new ServerBench(2);
        bench.Sensor.Clock = bench.Clock;
        bench.Sensor.Time = 70;
        bench.Run();
        string status = Body(bench, "/status");
        Assert.IsTrue(status.Contains("\"longestStep\":70,"), status);
        Assert.IsTrue(status.Contains("\"longestRead\":70}"), status);
    }

    /// <summary>No period is missed before the first step. After it, each channel counts the periods without a step.</summary>
    [TestMethod]
    public void Counts_periods_that_no_step_came_in()
    {
        ServerBench bench = new ServerBench(2);
        bench.Clock.Milliseconds += 5000;
        bench.Run();
        Assert.IsTrue(Body(bench, "/status").Contains("\"overruns\":0,"));
        bench.Clock.Milliseconds += 3999;
        bench.Run();
        Assert.IsTrue(Body(bench, "/status").Contains("\"overruns\":2,"));
        Assert.IsTrue(
            Body(bench, "/metrics").Contains("\nsensorcast_channel_overruns_total{name=\"t\",unit=\"Cel\"} 2\n"), Body(bench, "/metrics"));
        bench.Run(3000);
        Assert.IsTrue(Body(bench, "/status").Contains("\"overruns\":2,"));
    }

    [TestMethod]
    public void Shows_why_connections_ended()
    {
        ServerBench bench = new ServerBench(4);
        MemoryTransport vanished = bench.ConnectEcho();
        MemoryTransport failed = bench.ConnectEcho();
        MemoryTransport stalled = bench.ConnectEcho();
        vanished.Finish();
        failed.Say(Hex.Parse("81 00"));
        stalled.TakesBytes = false;
        stalled.Say(Hex.Parse("8980 00000000"));
        bench.Run(10500);
        bench.ConnectEcho();
        bench.Run(30500);
        string status = Body(bench, "/status");
        Assert.IsTrue(
            status.Contains("\"done\":0,\"failed\":1,\"vanished\":1,\"stalled\":1,\"silent\":1,\"gave-way\":0,\"went-away\":0}"), status);
    }

    [TestMethod]
    public void Shows_its_numbers_to_prometheus()
    {
        ServerBench bench = new ServerBench(2);
        bench.Sensor.Value = -215;
        bench.Run();
        bench.ConnectStream();
        bench.Run(2000);
        string metrics = Body(bench, "/metrics");
        CheckLine(
            metrics,
            "# HELP sensorcast_uptime_seconds Time since the start.\n# TYPE sensorcast_uptime_seconds gauge\n"
                + "sensorcast_uptime_seconds 2.000");
        CheckLine(metrics, "sensorcast_longest_step_seconds 0.000");
        CheckLine(metrics, "sensorcast_clients 2");
        CheckLine(metrics, "sensorcast_frames_sent_total 2");
        CheckLine(metrics, "sensorcast_requests_refused_total{status=\"404\"} 0");
        CheckLine(metrics, "sensorcast_connections_ended_total{reason=\"stalled\"} 0");
        CheckLine(metrics, "sensorcast_client_frames_sent_total{slot=\"0\",address=\"192.0.2.1:50000\"} 2");
        CheckLine(metrics, "# TYPE sensorcast_reading gauge");
        CheckLine(metrics, "sensorcast_reading{name=\"t\",unit=\"Cel\"} -21.5");
        CheckLine(metrics, "sensorcast_channel_stale{name=\"t\",unit=\"Cel\"} 0");
        Assert.IsTrue(metrics.EndsWith("\n"));
    }

    [TestMethod]
    public void Speaks_OpenMetrics_to_a_client_that_requests_it()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        bench.ConnectStream();
        bench.Run(2000);
        string answer =
            Request(bench, "/metrics", "Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\n");
        Assert.IsTrue(answer.Contains("\r\nContent-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"), answer);
        Assert.IsTrue(answer.Contains("\r\nVary: Accept\r\n"), answer);
        CheckLine(
            answer,
            "# HELP sensorcast_uptime_seconds Time since the start.\n# TYPE sensorcast_uptime_seconds gauge\n# UNIT "
                + "sensorcast_uptime_seconds seconds\n"
            + "sensorcast_uptime_seconds 2.000");
        CheckLine(answer, "# HELP sensorcast_packs Live packs.\n# TYPE sensorcast_packs counter\nsensorcast_packs_total 3");
        CheckLine(answer, "# TYPE sensorcast_client_sent_bytes counter\n# UNIT sensorcast_client_sent_bytes bytes");
        CheckLine(answer, "sensorcast_client_frames_sent_total{slot=\"0\",address=\"192.0.2.1:50000\"} 2");
        CheckLine(answer, "sensorcast_requests_refused_total{status=\"404\"} 0");
        Assert.IsTrue(answer.EndsWith("\n# EOF\n"), answer);
        Assert.AreEqual(answer.IndexOf("# EOF"), answer.LastIndexOf("# EOF"));
    }

    [TestMethod]
    public void Speaks_the_text_format_to_all_others()
    {
        ServerBench bench = new ServerBench(2);
        foreach (string accept in new string[]
        {
            string.Empty, "Accept: */*\r\n", "Accept: text/*\r\n", "Accept: text/plain, application/openmetrics-text\r\n",
            "Accept: application/openmetrics-text;q=0.3, text/plain;q=0.5\r\n", "Accept: application/openmetrics-text;q=0\r\n",
            "Accept: ,;=\r\n",
        })
        {
            string answer = Request(bench, "/metrics", accept);
            Assert.IsTrue(answer.Contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"), accept + answer);
            Assert.IsFalse(answer.Contains("# EOF") || answer.Contains("# UNIT"), accept);
        }
    }

    /// <summary>A number of <c>/status</c> is a metric too.</summary>
    [TestMethod]
    public void Metrics_have_every_number_of_the_state()
    {
        ServerBench bench = new ServerBench(2);
        bench.Run();
        string metrics = Body(bench, "/metrics");
        foreach (string name in new string[]
        {
            "uptime_seconds", "packs_total", "steps_per_second", "longest_step_seconds", "clients", "max_clients", "upgrades_total",
            "frames_sent_total",
            "frames_skipped_total", "settings_total", "settings_refused_total", "token_failures_total", "route_failures_total",
            "requests_refused_total",
            "connections_ended_total", "client_age_seconds", "client_frames_sent_total", "client_frames_skipped_total",
            "client_sent_bytes_total", "reading",
            "channel_age_seconds", "channel_stale", "channel_missed_total", "channel_errors_total", "channel_overruns_total",
            "channel_dropped_total",
            "channel_longest_read_seconds", "channel_lost_total", "channel_hangs_total",
        })
        {
            Assert.IsTrue(metrics.Contains("# TYPE sensorcast_" + name + " "), name);

            // A sensor that is read at once loses nothing, and cannot hang.
            bool isOfTimedSensors = name == "channel_lost_total" || name == "channel_hangs_total";
            Assert.AreEqual(!isOfTimedSensors, metrics.Contains("\nsensorcast_" + name + "{")
                || metrics.Contains("\nsensorcast_" + name + " "), name);
        }
    }

    [TestMethod]
    public void Sends_a_long_state_in_pieces()
    {
        // Channels cost less memory than clients.
        FixedSensor sensor = new FixedSensor();
        Channel[] channels = new Channel[28];
        for (int i = 0; i < channels.Length; i++)
        {
            channels[i] = new Channel("a-name-of-some-length-" + i, "Cel", 0, 1000, sensor);
        }

        MemoryListener listener = new MemoryListener();
        SensorOptions options = new SensorOptions { MaxClients = 1, HistoryLength = 1, HostNames = ServerBench.HostNames };
        SensorServer server = new SensorServer(options, listener, new ManualClock(), channels);
        MemoryTransport client = listener.Connect();
        client.Say("GET /status HTTP/1.1\r\nHost: board\r\n\r\n");
        while (!client.IsClosed)
        {
            server.Step();
        }

        client.SkipHead("HTTP/1.1 200 OK\r\n");
        string status = client.TakeText();
        Assert.IsTrue(status.Length > WebServer.MaxSendSize);
        Assert.IsTrue(status.EndsWith("}]}\n"));
    }

    private static void CheckLine(string text, string line)
    {
        Assert.IsTrue(text.StartsWith(line + "\n") || text.Contains("\n" + line + "\n"), line);
    }

    private static string Body(ServerBench bench, string path)
    {
        string answer = Request(bench, path, string.Empty);
        return answer.Substring(answer.IndexOf("\r\n\r\n") + 4);
    }

    private static string Request(ServerBench bench, string path, string fields)
    {
        MemoryTransport client = bench.Connect("GET " + path + " HTTP/1.1\r\nHost: board\r\n" + fields + "\r\n");
        Assert.IsTrue(client.IsClosed);
        string answer = client.TakeText();
        Assert.IsTrue(answer.StartsWith("HTTP/1.1 200 OK\r\n"), answer);
        return answer;
    }
}
