using System.Net;
using System.Text;
using Sensorcast.Dns;

namespace Sensorcast.Cli.Discover;

/// <summary>The service records that hosts have sent, and the boards that are known from them.</summary>
internal sealed class ServiceRecords
{
    private const int SrvHeadSize = 6;

    /// <summary>More than any network has: further records are ignored.</summary>
    private const int MaxEntries = 1000;

    private static readonly byte[] Service = DnsName.Encode(SensorServices.StreamType + ".local");

    private readonly MessageReader _reader = new();
    private readonly Dictionary<string, Instance> _instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IPAddress> _addresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a packet. One that is malformed, or is not an answer of multicast DNS, is ignored.</summary>
    public void Read(byte[] packet, int length, int port)
    {
        if (port != MulticastResponder.Port || !_reader.Open(packet, length) || (_reader.Flags & DnsFlags.Response) == 0)
        {
            return;
        }

        while (_reader.Read())
        {
            // A goodbye has a time to live of 0.
            if (_reader.Section != MessageSection.Question && (_reader.Class & ~DnsClass.CacheFlush) == DnsClass.Internet
                && _reader.TimeToLive > 0)
            {
                ReadRecord();
            }
        }
    }

    /// <summary>The boards that have become known since the last call.</summary>
    public IReadOnlyList<FoundBoard> TakeNew()
    {
        List<FoundBoard> found = [];
        foreach ((string name, Instance instance) in _instances)
        {
            if (!instance.IsReported && instance is { Host: { } host, Texts: { } texts }
                && _addresses.TryGetValue(host, out IPAddress? address))
            {
                instance.IsReported = true;
                found.Add(new FoundBoard(name, host, address, instance.Port, texts));
            }
        }

        return found;
    }

    /// <summary>Writes a query for boards, with those that are known, and for what is missing of those that are known in part.</summary>
    /// <returns>Its length.</returns>
    public int WriteQuery(byte[] packet)
    {
        var writer = new MessageWriter();
        writer.Start(packet, 0, DnsFlags.Query);
        writer.Question(Service, DnsType.DomainPointer, DnsClass.Internet);
        foreach ((string name, Instance instance) in _instances)
        {
            if (instance.Host is null || instance.Texts is null)
            {
                writer.Question(DnsName.Prepend(name, Service), DnsType.Any, DnsClass.Internet);
            }
            else if (!_addresses.ContainsKey(instance.Host))
            {
                writer.Question(DnsName.Encode(instance.Host), DnsType.A, DnsClass.Internet);
            }
        }

        foreach ((string name, Instance instance) in _instances.Where(static pair => pair.Value.IsReported))
        {
            writer.StartRecord(Service, DnsType.DomainPointer, DnsClass.Internet, instance.TimeToLive);
            writer.AppendName(DnsName.Prepend(name, Service), compresses: true);
            writer.EndRecord(MessageSection.Answer);
        }

        return writer.Length;
    }

    private static Dictionary<string, string> TextsIn(byte[] message, int offset, int end)
    {
        // RFC 6763 section 6.4: keys in any case, the first one counts.
        Dictionary<string, string> texts = [];
        for (; offset < end; offset += 1 + message[offset])
        {
            string[] parts = Encoding.UTF8.GetString(message, offset + 1, message[offset]).Split('=', 2);
            texts.TryAdd(parts[0].ToLowerInvariant(), parts.Length == 2 ? parts[1] : "");
        }

        return texts;
    }

    /// <summary>The name of a host; <see langword="null"/>: it is not one, and no address could have it.</summary>
    private static string? HostAt(byte[] message, int offset)
    {
        List<string> labels = [];
        while (DnsName.ReadLabel(message, ref offset) is string label)
        {
            labels.Add(label);
        }

        return labels.Count > 0 && labels.TrueForAll(HostLabel.IsValid) ? string.Join('.', labels) : null;
    }

    private void ReadRecord()
    {
        byte[] message = _reader.Message;
        switch (_reader.Type)
        {
            case DnsType.DomainPointer when _reader.Is(Service):
                if (InstanceAt(_reader.Data) is { } named)
                {
                    named.TimeToLive = (int)Math.Min(_reader.TimeToLive, int.MaxValue);
                }

                break;
            case DnsType.Srv when InstanceAt(_reader.Name) is { } located && HostAt(message, _reader.Data + SrvHeadSize) is string host:
                located.Port = (message[_reader.Data + 4] << 8) | message[_reader.Data + 5];
                located.Host = host;
                break;
            case DnsType.Txt when InstanceAt(_reader.Name) is { } described:
                described.Texts = TextsIn(message, _reader.Data, _reader.Data + _reader.DataLength);
                break;
            case DnsType.A when HostAt(message, _reader.Name) is string owner
                && (_addresses.Count < MaxEntries || _addresses.ContainsKey(owner)):
                _addresses[owner] = new IPAddress(message.AsSpan(_reader.Data, 4));
                break;
        }
    }

    /// <summary>The board of that name; <see langword="null"/> if it is not a board's.</summary>
    private Instance? InstanceAt(int name)
    {
        string? label = DnsName.ReadLabel(_reader.Message, ref name);

        // Bytes that are not UTF-8 have become longer, and are not a name to query.
        if (label is null || Encoding.UTF8.GetByteCount(label) > DnsName.MaxLabelSize
            || !DnsName.AreEqual(_reader.Message, name, Service, 0))
        {
            return null;
        }

        if (!_instances.TryGetValue(label, out Instance? instance) && _instances.Count < MaxEntries)
        {
            _instances[label] = instance = new Instance();
        }

        return instance;
    }

    private sealed class Instance
    {
        public string? Host { get; set; }

        public int Port { get; set; }

        public int TimeToLive { get; set; } = 4500;

        public Dictionary<string, string>? Texts { get; set; }

        public bool IsReported { get; set; }
    }
}
