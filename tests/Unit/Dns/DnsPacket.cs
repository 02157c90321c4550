using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>A packet of another host, part by part.</summary>
internal sealed class DnsPacket
{
    private readonly byte[] _buffer = new byte[400];
    private readonly MessageWriter _writer = new MessageWriter();

    private DnsPacket(int flags)
    {
        _writer.Start(_buffer, 0, flags);
    }

    internal byte[] Bytes => Hex.Slice(_buffer, 0, _writer.Length);

    internal static DnsPacket Response()
    {
        return new DnsPacket(DnsFlags.Response | DnsFlags.Authoritative);
    }

    /// <summary>A query without a question yet.</summary>
    internal static DnsPacket Query(int flags = DnsFlags.Query)
    {
        return new DnsPacket(flags);
    }

    internal static DnsPacket Asks(string name, int type, int recordClass = DnsClass.Internet)
    {
        return Query().Ask(name, type, recordClass);
    }

    internal DnsPacket Ask(string name, int type, int recordClass = DnsClass.Internet)
    {
        _writer.Question(DnsName.Encode(name), type, recordClass);
        return this;
    }

    /// <summary>Adds a record.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="hex">The bytes of its data.</param>
    /// <param name="target">The name that they end with, or <see langword="null"/>.</param>
    /// <param name="timeToLive">How long it may be kept, in seconds.</param>
    /// <param name="recordClass">Its class.</param>
    internal DnsPacket Add(
        int section, string name, int type, string hex, string target = null, int timeToLive = 4500, int recordClass = DnsClass.Internet)
    {
        byte[] data = Hex.Parse(hex);
        _writer.StartRecord(DnsName.Encode(name), type, recordClass, timeToLive);
        _writer.AppendBytes(data, 0, data.Length);
        if (target != null)
        {
            _writer.AppendName(DnsName.Encode(target), true);
        }

        _writer.EndRecord(section);
        return this;
    }
}
