namespace Sensorcast.Dns;

/// <summary>
/// Decides which records answer a question, which another host's record contradicts, and which of two hosts that want a name gets it.
/// </summary>
internal sealed class Ownership
{
    private readonly OwnRecords _records;

    internal Ownership(OwnRecords records)
    {
        _records = records;
    }

    /// <summary>The records that answer a question.</summary>
    internal int Answers(MessageReader question)
    {
        if (!question.HasInternetClass(true))
        {
            return 0;
        }

        if (question.Is(_records.HostName))
        {
            // The board has no IPv6 address, for example: a client need not wait for one (RFC 6762 section 6.1).
            return question.MatchesType(DnsType.A) ? 1 << OwnRecords.Address : 1 << OwnRecords.HostTypes;
        }

        bool isForKinds = question.MatchesType(DnsType.DomainPointer) && question.Is(_records.KindsName);
        int answers = 0;
        for (int i = 0; i < _records.Services.Length; i++)
        {
            answers |= (isForKinds ? 1 << OwnRecords.Kind : AnswersOf(_records.Services[i], question)) << FirstOf(i);
        }

        return answers;
    }

    /// <summary>Known-answer suppression (RFC 6762 section 7.1): our record that a querier knows for half of its time or longer.</summary>
    internal int KnownAnswer(MessageReader answer)
    {
        int same = Same(answer);
        return same >= 0 && answer.TimeToLive >= OwnRecords.TimeToLiveOf(same) / 2 ? 1 << same : 0;
    }

    /// <summary>
    /// Duplicate answer suppression (RFC 6762 section 7.4): our record that another host has said, for as long as we would.
    /// No other host can have said what is ours alone. A host on several networks answers in any case: the other one may be on one of them.
    /// </summary>
    internal int DuplicateAnswer(MessageReader answer)
    {
        int same = _records.HasOneAddress ? Same(answer) : -1;
        return same >= 0 && answer.TimeToLive >= OwnRecords.TimeToLiveOf(same) ? (1 << same) & _records.Shared : 0;
    }

    /// <summary>
    /// Our record of which another host has said that it is to go sooner than we would have it go, or now: a goodbye (RFC 6762 sections
    /// 6.6 and 10.1). It has no say in what is ours alone.
    /// </summary>
    internal int ShortenedAnswer(MessageReader answer)
    {
        int same = Same(answer);
        return same >= 0 && answer.TimeToLive < OwnRecords.TimeToLiveOf(same) / 2 ? (1 << same) & _records.Shared : 0;
    }

    /// <summary>The records that a querier will most likely ask for next (RFC 6763 section 12; RFC 6762 section 6.2).</summary>
    internal int Additional(int answers)
    {
        int additional = 0;
        bool needsAddress = false;
        for (int i = 0; i < _records.Services.Length; i++)
        {
            int own = answers >> FirstOf(i);
            if ((own & (1 << OwnRecords.Pointer)) != 0)
            {
                additional |= ((1 << OwnRecords.Location) | (1 << OwnRecords.Texts)) << FirstOf(i);
                needsAddress = true;
            }

            needsAddress |= (own & (1 << OwnRecords.Location)) != 0;
        }

        if (needsAddress || (answers & (1 << OwnRecords.Address)) != 0)
        {
            additional |= (1 << OwnRecords.Address) | (1 << OwnRecords.HostTypes);
        }

        return additional & ~answers;
    }

    /// <summary>Whether a record is of a name that is this host's alone.</summary>
    internal bool IsOwnName(MessageReader record)
    {
        return FirstOfName(record) >= 0;
    }

    /// <summary>Whether another host's record says that the name is not ours (RFC 6762 section 9).</summary>
    /// <param name="record">The record.</param>
    /// <param name="isProbing">Whether we do not have the name yet: then any record that is not the same says so.</param>
    internal bool IsConflict(MessageReader record, bool isProbing)
    {
        int first = record.TimeToLive == 0 || !record.HasInternetClass(false) || record.Type == DnsType.Nsec ? -1 : FirstOfName(record);
        if (first < 0)
        {
            return false;
        }

        int index = first == OwnRecords.Address
            ? first : record.Type == DnsType.Srv ? first + OwnRecords.Location : first + OwnRecords.Texts;
        return OwnRecords.TypeOf(index) == record.Type ? !IsSame(index, record) : isProbing;
    }

    /// <summary>Compares what we are about to claim with what another host is (RFC 6762 section 8.2).</summary>
    /// <param name="probe">The other host's probe.</param>
    /// <returns>Less than 0: the other host gets the name.</returns>
    internal int CompareClaims(MessageReader probe)
    {
        int order = CompareHost(probe);
        for (int i = 0; i < _records.Services.Length && order >= 0; i++)
        {
            order = CompareService(probe, FirstOf(i));
        }

        return order;
    }

    private static int FirstOf(int service)
    {
        return OwnRecords.FirstService + (OwnRecords.PerService * service);
    }

    private static int AnswersOf(ServiceDescription service, MessageReader question)
    {
        if (question.MatchesType(DnsType.DomainPointer) && question.Is(service.TypeName))
        {
            return 1 << OwnRecords.Pointer;
        }

        if (!question.Is(service.InstanceName))
        {
            return 0;
        }

        int answers = (question.MatchesType(DnsType.Srv) ? 1 << OwnRecords.Location : 0)
            | (question.MatchesType(DnsType.Txt) ? 1 << OwnRecords.Texts : 0);
        return answers == 0 ? 1 << OwnRecords.InstanceTypes : answers;
    }

    /// <summary>Goes to the next record that a probe claims of a name.</summary>
    private static bool ReadClaim(MessageReader probe, byte[] name)
    {
        while (probe.Read())
        {
            if (probe.Section == MessageSection.Authority && probe.Is(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The index of the first record of a name that is ours alone; -1: the name is not.</summary>
    private int FirstOfName(MessageReader record)
    {
        if (record.Is(_records.HostName))
        {
            return OwnRecords.Address;
        }

        for (int i = 0; i < _records.Services.Length; i++)
        {
            if (record.Is(_records.Services[i].InstanceName))
            {
                return FirstOf(i);
            }
        }

        return -1;
    }

    /// <summary>The index of our record that another host's is the same as, whatever its time to live; -1: none.</summary>
    private int Same(MessageReader record)
    {
        if (!record.HasInternetClass(false))
        {
            return -1;
        }

        for (int i = 0; i < _records.Count; i++)
        {
            bool isSame = OwnRecords.TypeOf(i) == record.Type && record.Is(_records.NameOf(i)) && IsSame(i, record);
            if (isSame && (i != OwnRecords.Address || _records.HasOneAddress))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsSame(int index, MessageReader record)
    {
        switch (record.Type)
        {
            case DnsType.A:
                return _records.CompareAddress(record) == 0;
            case DnsType.Nsec:
                return false;
            default:
                return _records.CompareData(index, record) == 0;
        }
    }

    /// <summary>Ours is an address, which comes before every other type.</summary>
    private int CompareHost(MessageReader probe)
    {
        int order = 0;
        probe.Rewind();
        while (ReadClaim(probe, _records.HostName))
        {
            int next = probe.Type == DnsType.A ? _records.CompareAddress(probe) : -1;
            if (next > 0)
            {
                return next;
            }

            order = next < 0 ? next : order;
        }

        return order;
    }

    /// <summary>Ours are texts, then a host and port.</summary>
    private int CompareService(MessageReader probe, int first)
    {
        byte[] name = _records.NameOf(first + OwnRecords.Texts);
        int firstType = int.MaxValue;
        int texts = 0;
        int location = 1;
        probe.Rewind();
        while (ReadClaim(probe, name))
        {
            firstType = probe.Type < firstType ? probe.Type : firstType;
            if (probe.Type == DnsType.Txt)
            {
                texts = _records.CompareData(first + OwnRecords.Texts, probe);
            }
            else if (probe.Type == DnsType.Srv)
            {
                location = _records.CompareData(first + OwnRecords.Location, probe);
            }
        }

        // The first difference decides; without any claim there is nothing to decide.
        return firstType == int.MaxValue ? 0 : firstType != DnsType.Txt ? DnsType.Txt - firstType : texts != 0 ? texts : location;
    }
}
