using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>The numbers of the server for Prometheus, in its two formats.</summary>
[TestClass]
public class MetricsTests
{
    [TestMethod]
    public void Speaks_OpenMetrics_to_a_client_that_asks_for_it()
    {
        DriverBench bench = MakeBench();
        bench.Run(2000);
        string answer = bench.Status("/metrics", "Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\n");
        Assert.IsTrue(answer.Contains("\r\nContent-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"), answer);
        Assert.IsTrue(answer.Contains("\r\nVary: Accept\r\n"), answer);
        CheckLine(
            answer,
            "# HELP sensorcast_uptime_seconds Time since the start.\n# TYPE sensorcast_uptime_seconds gauge\n# UNIT sensorcast_uptime_seconds seconds\n"
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
        DriverBench bench = MakeBench();
        foreach (string accept in new string[]
        {
            string.Empty, "Accept: */*\r\n", "Accept: text/*\r\n", "Accept: text/plain, application/openmetrics-text\r\n",
            "Accept: application/openmetrics-text;q=0.3, text/plain;q=0.5\r\n", "Accept: application/openmetrics-text;q=0\r\n", "Accept: ,;=\r\n",
        })
        {
            string answer = bench.Status("/metrics", accept);
            Assert.IsTrue(answer.Contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"), accept + answer);
            Assert.IsFalse(answer.Contains("# EOF") || answer.Contains("# UNIT"), accept);
        }
    }

    /// <summary>A number of <c>/status</c> is a metric too.</summary>
    [TestMethod]
    public void Metrics_have_every_number_of_the_state()
    {
        string metrics = MakeBench().Status("/metrics");
        foreach (string name in new string[]
        {
            "uptime_seconds", "packs_total", "steps_per_second", "longest_step_seconds", "clients", "max_clients", "upgrades_total", "frames_sent_total",
            "frames_skipped_total", "settings_total", "settings_refused_total", "token_failures_total", "route_failures_total", "requests_refused_total",
            "connections_ended_total", "client_age_seconds", "client_frames_sent_total", "client_frames_skipped_total", "client_sent_bytes_total", "reading",
            "channel_age_seconds", "channel_stale", "channel_missed_total", "channel_errors_total", "channel_overruns_total", "channel_dropped_total",
            "channel_longest_read_seconds", "channel_lost_total", "channel_hangs_total",
        })
        {
            Assert.IsTrue(metrics.Contains("# TYPE sensorcast_" + name + " "), name);

            // A sensor that is read at once loses nothing, and cannot hang.
            bool isOfTimedSensors = name == "channel_lost_total" || name == "channel_hangs_total";
            Assert.AreEqual(!isOfTimedSensors, metrics.Contains("\nsensorcast_" + name + "{") || metrics.Contains("\nsensorcast_" + name + " "), name);
        }
    }

    private static DriverBench MakeBench()
    {
        return new DriverBench(new Channel("t", "Cel", -1, 1000, new FixedSensor()));
    }

    private static void CheckLine(string text, string line)
    {
        Assert.IsTrue(text.Contains("\n" + line + "\n"), line);
    }
}
