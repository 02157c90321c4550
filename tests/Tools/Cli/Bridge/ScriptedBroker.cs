using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// A broker that announces the properties a test gives it, and ends the connection where a test says: MQTT 5, as far as a bridge needs it.
/// </summary>
internal sealed class ScriptedBroker : IDisposable
{
    /// <summary>Types of packets (MQTT 5 section 2.1.2).</summary>
    public const byte Connect = 1;
    public const byte Subscribe = 8;
    private const byte Publish = 3;
    private const byte PingRequest = 12;

    /// <summary>Where CONNECT has its flags (MQTT 5 section 3.1.2): after the protocol's name and version.</summary>
    private const int ConnectFlags = 7;
    private const int HasWill = 1 << 2;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _properties;
    private readonly Func<string, bool> _takes;
    private readonly byte _refusal;
    private readonly byte _reason;
    private readonly byte _granted;
    private readonly int _ignored;
    private int _connections;

    /// <param name="properties">The properties of its CONNACK, with their identifiers.</param>
    /// <param name="takes">Which topics it accepts; on another it ends the connection, as some brokers do.</param>
    /// <param name="refusal">The reason code of its CONNACK (MQTT 5 section 3.2.2.2), if it refuses connections.</param>
    /// <param name="reason">The reason code of its DISCONNECT: by default, quota exceeded.</param>
    /// <param name="granted">The reason code of each topic in its SUBACK: by default, QoS 1.</param>
    /// <param name="ignored">The type of packets that it reads and never answers.</param>
    public ScriptedBroker(
        byte[] properties, Func<string, bool> takes, byte refusal = 0, byte reason = 0x97, byte granted = 1, int ignored = 0)
    {
        _ignored = ignored;
        _granted = granted;
        _reason = reason;
        _refusal = refusal;
        _properties = properties;
        _takes = takes;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The topics of the messages that were published and acknowledged.</summary>
    public ConcurrentQueue<string> Topics { get; } = new();

    /// <summary>The type and QoS and retain bits of each packet that came.</summary>
    public ConcurrentQueue<byte> Headers { get; } = new();

    /// <summary>How many publishing clients have connected. A client that looks for other bridges has no last will.</summary>
    public int Connections => _connections;

    /// <summary>How many pings have come.</summary>
    public int Pings => Headers.Count(static header => header >> 4 == PingRequest);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await AnswerAsync(stream))
                {
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The bridge has disconnected.
            }
        }
    }

    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> AnswerAsync(NetworkStream stream)
    {
        (byte header, byte[] body) = await ReadAsync(stream);
        Headers.Enqueue(header);
        switch (header >> 4)
        {
            case int type when type == _ignored:
                return true;
            case Connect:
                if ((body[ConnectFlags] & HasWill) != 0)
                {
                    Interlocked.Increment(ref _connections);
                }

                await stream.WriteAsync(
                    (byte[])[0x20, (byte)(3 + _properties.Length), 0, _refusal, (byte)_properties.Length, .. _properties],
                    _end.Token);
                return _refusal == 0;
            case Publish:
                int length = BinaryPrimitives.ReadUInt16BigEndian(body);
                string topic = Encoding.UTF8.GetString(body, 2, length);
                if (!_takes(topic))
                {
                    await stream.WriteAsync(new byte[] { 0xE0, 2, _reason, 0 }, _end.Token);
                    return false;
                }

                Topics.Enqueue(topic);
                if ((header & 0b110) != 0)
                {
                    await stream.WriteAsync(new byte[] { 0x40, 2, body[length + 2], body[length + 3] }, _end.Token);
                }

                return true;
            case Subscribe:
                byte[] codes = [.. Enumerable.Repeat(_granted, CountTopics(body))];
                await stream.WriteAsync((byte[])[0x90, (byte)(3 + codes.Length), body[0], body[1], 0, .. codes], _end.Token);
                return true;
            case PingRequest:
                await stream.WriteAsync(new byte[] { 0xD0, 0 }, _end.Token);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// How many topics a SUBSCRIBE has (MQTT 5 section 3.8.3): after the identifier and properties, each with a length and options.
    /// </summary>
    private static int CountTopics(byte[] body)
    {
        int count = 0;
        for (int at = 3 + body[2]; at < body.Length; count++)
        {
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(at)) + 1;
        }

        return count;
    }

    private async Task<(byte Header, byte[] Body)> ReadAsync(NetworkStream stream)
    {
        byte[] one = new byte[1];
        await stream.ReadExactlyAsync(one, _end.Token);
        byte header = one[0];
        int length = 0;
        int shift = 0;
        do
        {
            await stream.ReadExactlyAsync(one, _end.Token);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while (one[0] >= 0x80);

        byte[] body = new byte[length];
        await stream.ReadExactlyAsync(body, _end.Token);
        return (header, body);
    }
}
