using Sensorcast.Http;
using Sensorcast.Server;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>Which route the longest step is reported with.</summary>
[TestClass]
public class LongestStepTests
{
    private const string Key = "00000000"; // a masking key that leaves the payload as it is

    private readonly RouteBench _bench;
    private readonly SlowTask _task;

    public LongestStepTests()
    {
        _bench = new RouteBench(2);
        ManualClock clock = _bench.Clock;
        _task = new SlowTask(clock);
        _bench.Server.Add(new SlowRequest(clock));
        _bench.Server.Add(new SlowDocument(clock));
        _bench.Server.Add(new SlowEndpoint(clock));
        _bench.Server.Add(_task);
    }

    [TestMethod]
    public void The_route_that_was_called_last_in_the_longest_step_is_named()
    {
        Check(0, null);
        _bench.Request("GET /request");
        Check(10, "/request");
        _bench.Request("GET /document");
        Check(20, "/document");
        MemoryTransport client = _bench.Open("/endpoint");
        Check(30, "/endpoint");
        client.Say(Hex.Parse("81 81" + Key + "61"));
        _bench.Run();
        Check(40, "/endpoint");

        // No route is called in it.
        _task.IsSlow = true;
        _bench.Run();
        _bench.Run(100);
        Check(50, null);
        _task.IsSlow = false;
        _bench.Request("GET /request");
        Check(50, null);
    }

    private void Check(int milliseconds, string route)
    {
        Assert.AreEqual(milliseconds, _bench.Server.Counters.LongestStep);
        Assert.AreEqual(route, _bench.Server.Counters.LongestStepRoute);
    }

    private sealed class SlowRequest : RequestRoute
    {
        private readonly ManualClock _clock;

        internal SlowRequest(ManualClock clock)
            : base("/request", HttpMethod.Get)
        {
            _clock = clock;
        }

        protected override void Respond(Request request, Response response)
        {
            _clock.Milliseconds += 10;
        }
    }

    private sealed class SlowDocument : DocumentRoute
    {
        private readonly ManualClock _clock;

        internal SlowDocument(ManualClock clock)
            : base("/document", "text/plain")
        {
            _clock = clock;
        }

        public override int PieceCount => 1;

        public override int MaxPieceSize => 1;

        protected override int WritePiece(int piece, byte[] buffer, int position)
        {
            _clock.Milliseconds += 20;
            buffer[position] = (byte)'x';
            return position + 1;
        }
    }

    private sealed class SlowEndpoint : WebSocketEndpoint
    {
        private readonly ManualClock _clock;

        internal SlowEndpoint(ManualClock clock)
            : base("/endpoint", 125)
        {
            _clock = clock;
        }

        protected override void Opened(WebSocketClient client)
        {
            _clock.Milliseconds += 30;
        }

        protected override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
        {
            _clock.Milliseconds += 40;
        }
    }

    private sealed class SlowTask : ScheduledTask
    {
        private readonly ManualClock _clock;

        internal SlowTask(ManualClock clock)
        {
            _clock = clock;
        }

        internal bool IsSlow { get; set; }

        protected override void Run(long now)
        {
            _clock.Milliseconds += IsSlow ? 50 : 0;
            Due = now + 100;
        }
    }
}
