using Sensorcast.Http;

namespace Sensorcast.Tests.Fuzz;

/// <summary>Another connection that sends its requests meanwhile to the same reader, byte by byte.</summary>
internal sealed class OtherRequest
{
    private static readonly byte[] Bytes = [.. "GET /status HTTP/1.1\r\nHost: other.example\r\nUpgrade: websocket\r\n\r\n"u8];

    private readonly RequestReader _reader;
    private readonly RequestState _request = new();
    private int _position;

    internal OtherRequest(RequestReader reader)
    {
        _reader = reader;
        _request.Reset();
    }

    internal void FeedNext()
    {
        _reader.Read(_request, Bytes, _position++, 1);
        Assert.AreEqual(0, _request.Error, "The connections are mixed up");
        if (_position == Bytes.Length)
        {
            Assert.AreEqual(3, _request.Path, "The connections are mixed up");
            _request.Reset();
            _position = 0;
        }
    }
}
