using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>The metrics of several clients and channels, one answer after another.</summary>
[TestClass]
public class MetricsTests
{
    [TestMethod]
    public void Every_answer_describes_each_metric_once_and_labels_each_sample()
    {
        MetricsBench bench = new MetricsBench();
        bench.Open("/ws").Take();
        bench.Open("/ws").Take();
        bench.Skip();
        string metrics = bench.Body();
        int start = metrics.IndexOf("# TYPE ");
        while (start >= 0)
        {
            string line = metrics.Substring(start, metrics.IndexOf("\n", start) - start);
            Assert.AreEqual(start, metrics.LastIndexOf(line), line);
            start = metrics.IndexOf("# TYPE ", start + 1);
        }

        string[] lines =
        {
            "sensorcast_clients 3", "sensorcast_client_frames_sent_total{slot=\"0\",address=\"192.0.2.1:50000\"} 0",
            "sensorcast_client_frames_sent_total{slot=\"1\",address=\"192.0.2.1:50000\"} 0", "sensorcast_reading{name=\"lamp\"} 1",
            "sensorcast_reading{name=\"t\",unit=\"Cel\"} NaN", "sensorcast_channel_age_seconds{name=\"lamp\"} 0.000",
            "sensorcast_channel_missed_total{name=\"t\",unit=\"Cel\"} 1", "sensorcast_connections_ended_total{reason=\"done\"} 1",
        };
        foreach (string line in lines)
        {
            Assert.IsTrue(metrics.IndexOf("\n" + line + "\n") > 0, line);
        }

        // A text is no number, and a time that is not known is left out.
        Assert.IsTrue(metrics.IndexOf("sensorcast_reading{name=\"mode\"") < 0);
        Assert.IsTrue(metrics.IndexOf("sensorcast_channel_age_seconds{name=\"t\"") < 0);
        Assert.IsTrue(bench.Request("GET /metrics", "Content-Length: 1\r\n", "x").StartsWith("HTTP/1.1 413 "));
    }

    /// <summary>A lamp, a text, and a thermometer without a reading.</summary>
    private sealed class MetricsBench : Bench
    {
        private readonly SensorServer _server;

        internal MetricsBench()
        {
            Channel[] channels =
            {
                new Channel("lamp", 1000, (IBooleanSensor)new FixedActuator { Value = 1 }), new Channel("mode", 1000, new FixedText()),
                new Channel("t", "Cel", -1, 1000, new FixedSensor { HasReading = false }),
            };
            SensorOptions options = new SensorOptions { MaxClients = 3, HistoryLength = 1, HostNames = ServerBench.HostNames };
            _server = new SensorServer(options, Listener, Clock, channels);
            Run();
        }

        /// <summary>Requests the metrics and ignores them.</summary>
        internal void Skip()
        {
            Connect("GET /metrics HTTP/1.1\r\nHost: board\r\n\r\n").Take();
        }

        internal string Body()
        {
            MemoryTransport client = Connect("GET /metrics HTTP/1.1\r\nHost: board\r\n\r\n");
            client.SkipHead("HTTP/1.1 200 ");
            return client.TakeText();
        }

        /// <inheritdoc/>
        protected override int Step()
        {
            return _server.Step();
        }
    }
}
