using System;

namespace Sensorcast.Dns;

/// <summary>
/// The records of a host that announces services: its address, and of each service the pointers to it, its host and port, and its texts.
/// Each has an index, and a bit in a set of them. The data of each is bytes, then a name, then bytes, of which some are left out.
/// </summary>
internal sealed class OwnRecords
{
    internal const int Address = 0;
    internal const int HostTypes = 1;
    internal const int FirstService = 2;

    // The records of each service.
    internal const int Kind = 0;
    internal const int Pointer = 1;
    internal const int Location = 2;
    internal const int Texts = 3;
    internal const int InstanceTypes = 4;
    internal const int PerService = 5;

    private const int AddressSize = 4;

    /// <summary>For how many addresses there is room in a packet, whatever the services are; a board has one.</summary>
    private const int CheckedAddresses = 4;

    // RFC 6762 section 10: of records that have to do with a host's address, and of others, in seconds; section 6.7.
    private const int HostTimeToLive = 120;
    private const int OtherTimeToLive = 4500;
    private const int MaxLegacyTimeToLive = 10;

    // Which types a name has, as NSEC records say it: a window, its size, and a bit a type (RFC 4034 section 4.1.2).
    private static readonly byte[] HostTypeBits = { 0, 1, 0x40 };
    private static readonly byte[] InstanceTypeBits = { 0, 5, 0, 0, 0x80, 0, 0x40 };
    private static readonly byte[] Parent = DnsName.Encode("local");

    private byte[] _addresses = new byte[0];

    internal OwnRecords(ServiceDescription[] services)
    {
        Services = services;
        Count = FirstService + (PerService * services.Length);
        for (int i = 0; i < services.Length; i++)
        {
            int first = FirstService + (PerService * i);
            Shared |= ((1 << Kind) | (1 << Pointer)) << first;
            Claimed |= ((1 << Location) | (1 << Texts)) << first;
        }

        Claimed |= 1 << Address;
    }

    /// <summary>The name of what there is to browse (RFC 6763 section 9).</summary>
    internal byte[] KindsName { get; } = DnsName.Encode("_services._dns-sd._udp.local");

    internal ServiceDescription[] Services { get; }

    internal byte[] HostName { get; private set; }

    /// <summary>How many records there are.</summary>
    internal int Count { get; }

    /// <summary>Those that others may have too (RFC 6762 section 2).</summary>
    internal int Shared { get; }

    /// <summary>Those that are this host's alone and are probed for.</summary>
    internal int Claimed { get; }

    /// <summary>Whether the host has one address: of several, a querier that knows one may lack another.</summary>
    internal bool HasOneAddress => _addresses.Length == AddressSize;

    /// <summary>Checks that one packet holds all records, with the longest name, which a setting may give the host later.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    internal void CheckSize()
    {
        SetName(new string('a', DnsName.MaxLabelSize));
        SetAddresses(new byte[CheckedAddresses * AddressSize]);
        byte[] packet = new byte[MulticastResponder.BufferSize];
        MessageWriter writer = new MessageWriter();
        writer.Start(packet, 0, DnsFlags.Response);
        Write(writer, MessageSection.Answer, Claimed | Shared, false);
        SetAddresses(new byte[0]);
        if ((packet[2] & (DnsFlags.Truncated >> 8)) != 0)
        {
            ServiceDescription longest = ServiceDescription.Longest(Services);
            throw new ArgumentException(
                "The services do not fit into one packet of " + packet.Length + " bytes: the texts of " + longest.Type + " have "
                    + longest.Texts.Length + " bytes");
        }
    }

    /// <summary>Names the host and its services.</summary>
    internal void SetName(string label)
    {
        HostName = DnsName.Prepend(label, Parent);
        foreach (ServiceDescription service in Services)
        {
            service.InstanceName = DnsName.Prepend(label, service.TypeName);
        }
    }

    /// <summary>Sets the host's addresses: IPv4, 4 bytes each.</summary>
    internal void SetAddresses(byte[] addresses)
    {
        _addresses = addresses;
    }

    internal byte[] NameOf(int index)
    {
        switch (PartOf(index))
        {
            case Kind:
                return KindsName;
            case Pointer:
                return ServiceOf(index).TypeName;
            case Location:
            case Texts:
            case InstanceTypes:
                return ServiceOf(index).InstanceName;
            default:
                return HostName;
        }
    }

    internal static int TypeOf(int index)
    {
        switch (PartOf(index))
        {
            case Kind:
            case Pointer:
                return DnsType.DomainPointer;
            case Location:
                return DnsType.Srv;
            case Texts:
                return DnsType.Txt;
            case InstanceTypes:
                return DnsType.Nsec;
            default:
                return index == Address ? DnsType.A : DnsType.Nsec;
        }
    }

    internal static int TimeToLiveOf(int index)
    {
        return index < FirstService || PartOf(index) == Location ? HostTimeToLive : OtherTimeToLive;
    }

    /// <summary>Compares the data of a record with that of another host's, as RFC 6762 section 8.2.1 says.</summary>
    /// <param name="index">The record, which is not the address.</param>
    /// <param name="other">The other one, which has the same type.</param>
    /// <returns>More than 0: ours is the later.</returns>
    internal int CompareData(int index, MessageReader other)
    {
        byte[] head = HeadOf(index);
        byte[] target = TargetOf(index);
        int headLength = head == null ? 0 : head.Length;
        int order = CompareBytes(head, 0, headLength, other, target == null ? other.DataLength : headLength);
        if (order != 0 || target == null || DnsName.AreEqual(target, 0, other.Message, other.Data + headLength))
        {
            return order;
        }

        return DnsName.Compare(target, 0, other.Message, other.Data + headLength, false);
    }

    /// <summary>Compares the lowest of the host's addresses with another one; 0 when it is any of them.</summary>
    /// <returns>More than 0: ours is the later.</returns>
    internal int CompareAddress(MessageReader other)
    {
        int lowest = 1;
        for (int i = 0; i < _addresses.Length; i += AddressSize)
        {
            int order = CompareBytes(_addresses, i, AddressSize, other, AddressSize);
            if (order == 0)
            {
                return 0;
            }

            lowest = order < 0 ? order : lowest;
        }

        return lowest;
    }

    /// <summary>Writes the records of a set.</summary>
    internal void Write(MessageWriter writer, int section, int set, bool isFarewell)
    {
        for (int i = 0; i < Count; i++)
        {
            // Other hosts may have services of this kind still (RFC 6762 section 10.1).
            bool isToStay = isFarewell && PartOf(i) == Kind;
            if ((set & (1 << i)) != 0 && !isToStay)
            {
                // In a probe nothing is ours yet (RFC 6762 section 10.2).
                bool isShared = section == MessageSection.Authority || (Shared & (1 << i)) != 0;
                int recordClass = isShared ? DnsClass.Internet : DnsClass.Internet | DnsClass.CacheFlush;
                Write(writer, section, i, recordClass, isFarewell ? 0 : TimeToLiveOf(i), true);
            }
        }
    }

    /// <summary>Writes the records of a set for a querier that knows nothing of multicast (RFC 6762 section 6.7).</summary>
    internal void WriteLegacy(MessageWriter writer, int section, int set)
    {
        for (int i = 0; i < Count; i++)
        {
            if ((set & (1 << i)) != 0)
            {
                Write(writer, section, i, DnsClass.Internet, MaxLegacyTimeToLive, false);
            }
        }
    }

    private static int PartOf(int index)
    {
        return index < FirstService ? -1 : (index - FirstService) % PerService;
    }

    private static int CompareBytes(byte[] own, int offset, int count, MessageReader other, int otherCount)
    {
        for (int i = 0; i < count && i < otherCount; i++)
        {
            int difference = own[offset + i] - other.Message[other.Data + i];
            if (difference != 0)
            {
                return difference;
            }
        }

        return count - otherCount;
    }

    private ServiceDescription ServiceOf(int index)
    {
        return Services[(index - FirstService) / PerService];
    }

    /// <summary>The bytes that the data starts with.</summary>
    private byte[] HeadOf(int index)
    {
        int part = PartOf(index);
        return part == Location ? ServiceOf(index).LocationHead : part == Texts ? ServiceOf(index).Texts : null;
    }

    /// <summary>The name that follows.</summary>
    private byte[] TargetOf(int index)
    {
        switch (PartOf(index))
        {
            case Kind:
                return ServiceOf(index).TypeName;
            case Pointer:
            case InstanceTypes:
                return ServiceOf(index).InstanceName;
            case Texts:
                return null;
            default:
                return HostName;
        }
    }

    private void Write(MessageWriter writer, int section, int index, int recordClass, int timeToLive, bool compresses)
    {
        int type = TypeOf(index);
        if (index == Address)
        {
            for (int i = 0; i < _addresses.Length; i += AddressSize)
            {
                writer.StartRecord(HostName, type, recordClass, timeToLive);
                writer.AppendBytes(_addresses, i, AddressSize);
                writer.EndRecord(section);
            }

            return;
        }

        byte[] head = HeadOf(index);
        byte[] target = TargetOf(index);
        writer.StartRecord(NameOf(index), type, recordClass, timeToLive);
        if (head != null)
        {
            writer.AppendBytes(head, 0, head.Length);
        }

        if (target != null)
        {
            // What knows nothing of multicast takes pointers in those types only that RFC 1035 has (RFC 6762 section 18.14).
            writer.AppendName(target, compresses || type == DnsType.DomainPointer);
        }

        if (type == DnsType.Nsec)
        {
            byte[] tail = index == HostTypes ? HostTypeBits : InstanceTypeBits;
            writer.AppendBytes(tail, 0, tail.Length);
        }

        writer.EndRecord(section);
    }
}
