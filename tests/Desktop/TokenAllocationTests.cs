using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Desktop;

/// <summary>Whoever guesses tokens makes no garbage.</summary>
[TestClass]
public class TokenAllocationTests
{
    private const int Rounds = 200;

    [TestMethod]
    [DataRow("Authorization: Bearer full-token", 200)]
    [DataRow("Authorization: Bearer wrong-token", 401)]
    [DataRow("Sec-WebSocket-Protocol: token.d3JvbmctdG9rZW4", 401)]
    [DataRow("X: nothing", 401)]
    public void A_request_allocates_nothing(string field, int status)
    {
        var clients = new Clients($"HEAD /status HTTP/1.1\r\nHost: board.local\r\n{field}\r\n\r\n");

        // The runtime itself allocates now and then while it recompiles what has become hot; what the server allocates shows every time.
        long allocated = long.MaxValue;
        for (int i = 0; i < 8; i++)
        {
            allocated = Math.Min(allocated, clients.Play());
        }

        Assert.AreEqual(status, clients.Status);
        Assert.AreEqual(0, allocated);
    }

    /// <summary>One client after the other, each from an address of its own with the same request, so that none has to wait.</summary>
    private sealed class Clients : IListener, ITransport
    {
        private readonly byte[] _request;
        private readonly ManualClock _clock = new();
        private readonly SensorServer _server;
        private readonly string[] _addresses = [.. Enumerable.Range(0, 50).Select(i => $"192.0.2.{i}:50000")];
        private readonly byte[] _status = new byte[12];
        private int _connections;
        private bool _isWaiting;
        private bool _hasRequest;

        internal Clients(string request)
        {
            _request = Encoding.ASCII.GetBytes(request);
            Channel[] channels = [new("a", "Cel", -2, 1000, new CountingSensor())];
            var options = new SensorOptions { Token = "full-token", ReadOnlyToken = "read-only-token" };
            _server = new SensorServer(options, this, _clock, channels);
        }

        public string RemoteAddress => _addresses[_connections % _addresses.Length];

        public bool CanReceive => _hasRequest;

        public bool CanSend => true;

        public bool LingersOnClose => false;

        internal int Status => int.Parse(Encoding.ASCII.GetString(_status, 9, 3), System.Globalization.CultureInfo.InvariantCulture);

        public ITransport? Accept()
        {
            bool wasWaiting = _isWaiting;
            _isWaiting = false;
            _hasRequest |= wasWaiting;
            return wasWaiting ? this : null;
        }

        public int Receive(byte[] buffer, int offset, int count)
        {
            _hasRequest = false;
            _request.CopyTo(buffer, offset);
            return _request.Length;
        }

        public SendResult Send(byte[] buffer, int offset, int count)
        {
            Array.Copy(buffer, offset, _status, 0, _status.Length);
            return SendResult.Sent;
        }

        public void Close()
        {
        }

        /// <summary>Lets clients come and go.</summary>
        /// <returns>How many bytes that allocates.</returns>
        internal long Play()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Rounds; i++)
            {
                _connections++;
                _isWaiting = true;
                _clock.Milliseconds += 2000;
                while (_server.Step() == 0)
                {
                }

                Assert.AreEqual(0, _server.ClientCount);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
