using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Clients;

namespace Sensorcast.Simulator.Network;

/// <summary>A client's end of a connection. Segments keep their order; nothing arrives while the Wi-Fi is gone.</summary>
internal sealed class LinkClientEnd(World world, Link link, Client client, Prng random)
{
    private readonly Queue<Arrival> _unread = new();
    private long _lastToServer;
    private long _lastToClient;
    private long _takenBytes;
    private bool _hasEnded;
    private bool _isReading = true;

    public Client Owner => client;

    /// <summary>How many bytes the client has sent, those on their way included.</summary>
    public long SentBytes { get; private set; }

    /// <summary>Whether the client has given the connection up or knows that it has ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the client knows that the connection speaks WebSocket.</summary>
    public bool IsUpgraded { get; set; }

    /// <summary>Whether the client has sent a close frame, after which it sends nothing.</summary>
    public bool HasSentClose { get; set; }

    /// <summary>Whether the client's machine is gone: it neither sends nor acknowledges.</summary>
    public bool IsDead { get; private set; }

    public bool IsReading
    {
        get => _isReading;
        set
        {
            _isReading = value;
            if (value)
            {
                TakeAll();
            }
        }
    }

    public void Connect()
    {
        world.Agenda.Add(ToServer(), () => world.Listener.Arrive(link));
        if (link.Conditions.ResetAfter > 0)
        {
            world.After(link.Conditions.ResetAfter, BreakDown);
        }
    }

    public void Send(byte[] bytes)
    {
        if (IsOver || IsDead)
        {
            return;
        }

        SentBytes += bytes.Length;
        int manner = random.Below(10);
        int largest = manner < 4 ? 1460 : manner < 9 ? 1 + (bytes.Length / 2) : bytes.Length < 300 ? 1 : 100;
        for (int start = 0; start < bytes.Length;)
        {
            int count = Math.Min(random.Between(1, largest) | (manner < 4 ? 1024 : 0), bytes.Length - start);
            byte[] segment = bytes.AsSpan(start, count).ToArray();
            world.Agenda.Add(ToServer(), () => link.Arrived(segment));
            start += count;
        }
    }

    /// <summary>Half-closes: nothing more will be sent.</summary>
    public void Finish() => world.Agenda.Add(ToServer(), link.ArrivedFinish);

    public void Reset()
    {
        if (!IsOver)
        {
            IsOver = true;
            world.Agenda.Add(ToServer(), link.ArrivedReset);
        }
    }

    /// <summary>The client's machine loses its power.</summary>
    public void Die() => IsDead = true;

    /// <summary>The network resets the connection at both ends.</summary>
    public void BreakDown()
    {
        if (!link.IsClosed)
        {
            link.ArrivedReset();
        }

        End();
    }

    /// <summary>The server has sent bytes.</summary>
    public void Arrive(int count) => world.Agenda.Add(ToClient(), () =>
    {
        _unread.Enqueue(new Arrival(count));
        if (_isReading)
        {
            TakeAll();
        }
    });

    /// <summary>The server has closed.</summary>
    public void ArriveEnd() => world.Agenda.Add(ToClient(), () =>
    {
        _hasEnded = true;
        if (_isReading)
        {
            TakeAll();
        }
    });

    private long ToServer() => _lastToServer = Math.Max(_lastToServer, Travel());

    private long ToClient() => _lastToClient = Math.Max(_lastToClient, Travel());

    private long Travel()
    {
        LinkConditions conditions = link.Conditions;
        long time = world.Now + conditions.Latency + random.Between(0, conditions.Jitter);
        if (random.Below(1000) < conditions.StallPermille)
        {
            time += random.Between(500, 12_000);
        }

        foreach (Outage outage in world.Scenario.Outages)
        {
            time = outage.Covers(time) ? outage.End + random.Between(0, 300) : time;
        }

        return time;
    }

    private void TakeAll()
    {
        if (IsDead)
        {
            return;
        }

        while (_unread.TryDequeue(out Arrival? arrival))
        {
            _takenBytes += arrival.Count;
            world.Agenda.Add(ToServer(), () => link.Acknowledge(arrival.Count));
            while (!IsOver && link.Witness.ServerEvents.TryPeek(out ServerEvent? serverEvent) && serverEvent.End <= _takenBytes)
            {
                link.Witness.ServerEvents.Dequeue();
                client.Handle(link, serverEvent);
            }
        }

        if (_hasEnded)
        {
            End();
        }
    }

    private void End()
    {
        if (!IsOver)
        {
            IsOver = true;
            client.Ended(link);
        }
    }

    private sealed record Arrival(int Count);
}
