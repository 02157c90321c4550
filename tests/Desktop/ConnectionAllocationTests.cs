using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Desktop;

/// <summary>A connection leaves no garbage of the server's, once the server is warm.</summary>
[TestClass]
public class ConnectionAllocationTests
{
    private const int Rounds = 1000;

    private const string Upgrade =
        "GET /ws HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: senml+cbor\r\n\r\n";

    private const string CloseFrame = "\u0088\u0080\0\0\0\0";

    [TestMethod]
    [DataRow(Upgrade + CloseFrame, "", DisplayName = "a WebSocket that closes")]
    [DataRow("GET /status HTTP/1.1\r\nHost: board\r\n\r\n", "", DisplayName = "a document")]
    [DataRow("GET /status HTTP/1.1\r\nHo", "st: board\r\n\r\n", DisplayName = "a request in two pieces")]
    [DataRow("GET /readings HTTP/1.1\r\nHost: board\r\nAccept: application/senml+cbor\r\n\r\n", "", DisplayName = "readings")]
    [DataRow("GET /readings/a?history HTTP/1.1\r\nHost: board\r\n\r\n", "", DisplayName = "readings of a channel")]
    [DataRow("GET /nowhere HTTP/1.1\r\nHost: board\r\n\r\n", "", DisplayName = "a refusal")]
    public void A_connection_allocates_nothing(string start, string rest)
    {
        Visitor visitor = new(Encoding.Latin1.GetBytes(start), Encoding.Latin1.GetBytes(rest));
        SensorServer server = new(
            new SensorOptions { MaxClients = 2, HostNames = ["board"] }, visitor, visitor.Clock,
            [new Channel("a", "Cel", -2, 10, new CountingSensor())]);
        Play(server, visitor);

        // The runtime itself allocates now and then while it recompiles what has become hot; what the server allocates shows every time.
        long allocated = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Play(server, visitor);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.AreEqual(6 * Rounds, visitor.Visits);
        Assert.AreEqual(0, allocated);
    }

    private static void Play(SensorServer server, Visitor visitor)
    {
        for (int i = 0; i < Rounds; i++)
        {
            visitor.Arrive();
            while (!visitor.IsGone)
            {
                _ = server.Step();
                visitor.Clock.Milliseconds++;
            }
        }
    }

    /// <summary>A client that connects again and again, sends its request in two steps, and takes everything.</summary>
    private sealed class Visitor(byte[] start, byte[] rest) : IListener, ITransport
    {
        private byte[] _toServer = [];
        private int _taken;
        private bool _isAtDoor;
        private bool _saysMore;

        public ManualClock Clock { get; } = new();

        public string RemoteAddress => "192.0.2.1:50000";

        public bool CanReceive => _taken < _toServer.Length;

        public bool CanSend => true;

        public bool LingersOnClose => false;

        internal bool IsGone { get; private set; } = true;

        /// <summary>How often it got an answer and the server closed.</summary>
        internal int Visits { get; private set; }

        private int Sends { get; set; }

        public ITransport? Accept()
        {
            bool isAtDoor = _isAtDoor;
            _isAtDoor = false;
            return isAtDoor ? this : null;
        }

        public int Receive(byte[] buffer, int offset, int count)
        {
            int taken = Math.Min(count, _toServer.Length - _taken);
            Array.Copy(_toServer, _taken, buffer, offset, taken);
            _taken += taken;
            if (!CanReceive && _saysMore)
            {
                _saysMore = false;
                _toServer = rest;
                _taken = 0;
            }

            return taken;
        }

        public SendResult Send(byte[] buffer, int offset, int count)
        {
            Sends++;
            return SendResult.Sent;
        }

        public void Close()
        {
            IsGone = true;
            Visits += Sends > 0 ? 1 : 0;
        }

        internal void Arrive()
        {
            IsGone = false;
            Sends = 0;
            _isAtDoor = true;
            _saysMore = rest.Length > 0;
            _toServer = start;
            _taken = 0;
        }
    }
}
