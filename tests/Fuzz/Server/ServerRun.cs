using Sensorcast.Dashboard;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>Runs a case on a server in memory, with simulated time.</summary>
internal sealed class ServerRun : IListener
{
    internal const int MaxMessageLength = 1000;

    /// <summary>The maximum size of a message to the stream.</summary>
    internal const int MaxPackLength = 1024;

    internal const string BaseName = "b:";
    internal const string Token = "full-token";

    private const int MaxSteps = 5000;
    private const int LongEnough = 60_000;

    private readonly ManualClock _clock = new() { UnixMilliseconds = 1_700_000_000_000 };
    private readonly Queue<FuzzTransport> _waiting = [];
    private readonly SensorServer _server;
    private readonly ServerCase _case;
    private readonly int[] _sent;
    private int _reads;

    internal ServerRun(ServerCase serverCase)
    {
        _case = serverCase;
        _sent = new int[serverCase.Clients.Length];
        var options = new SensorOptions
        {
            MaxClients = serverCase.MaxClients,
            BaseName = BaseName,
            HostNames = ["board"],
            Token = Token,
            AllowedOrigins = ["https://allowed.example"],
            MaxMessageLength = MaxMessageLength,
        };
        _server = new SensorServer(options, this, _clock, MakeChannels());
        _server.Add(new DashboardRoute());
        _server.Add(new MirrorRoute());
        _server.Add(new RepeatRoute());
        Transports = [.. serverCase.Clients.Select(_ => new FuzzTransport(this))];
    }

    internal FuzzTransport[] Transports { get; }

    /// <summary>Makes the channels that each run's server has.</summary>
    internal static Channel[] MakeChannels() =>
    [
        new("t", "Cel", -1, 1000, (ISensor)new MoodyActuator()),
        new("rh", "%RH", 0, 7000, (ISensor)new MoodyActuator()),
        new Channel("lamp", 3000, (IBooleanSensor)new MoodyActuator()).SetBy(new MoodyActuator()),
        new Channel("level", "/", -2, 5000, (ISensor)new MoodyActuator()).SetBy(new MoodyActuator(), -100, 100),
        new("word", 2000, (ITextSensor)new MoodyActuator()),
        new("burst", "V", -3, 50_000, 1000, (IBatchSensor)new MoodyActuator()),
    ];

    internal int NextRead() => _reads++;

    public ITransport? Accept() => _waiting.TryDequeue(out FuzzTransport? next) ? next : null;

    internal void Play()
    {
        foreach (FuzzTransport transport in Transports)
        {
            _waiting.Enqueue(transport);
        }

        for (int moment = 0; moment < _case.Waits.Length; moment++)
        {
            for (int i = 0; i < Transports.Length; i++)
            {
                ClientAct[] acts = _case.Clients[i].Acts;
                Do(i, moment < acts.Length ? acts[moment] : ClientAct.Nothing);
            }

            Pass(_case.Waits[moment]);
        }

        End();
        Assert.AreEqual(0, _server.ClientCount, "Every place is free at the end");
        Assert.IsTrue(_case.Ends != 0 || _server.IsStopped, "Stopped");
        foreach (FuzzTransport transport in Transports)
        {
            Assert.IsTrue(transport.IsClosed || _waiting.Contains(transport), "Every connection is closed at the end");
        }
    }

    private void End()
    {
        if (_case.Ends == 0)
        {
            _server.Shutdown();
        }
        else if (_case.Ends == 1)
        {
            foreach (FuzzTransport transport in Transports)
            {
                transport.Finish();
            }
        }

        Pass(LongEnough);
        Assert.IsTrue(_case.Ends == 0 || _waiting.Count == 0, "No client waits for ever");
    }

    private void Do(int client, ClientAct act)
    {
        FuzzTransport transport = Transports[client];
        ClientScript script = _case.Clients[client];
        byte[] all = [.. script.Request, .. script.Frames];
        switch (act)
        {
            case ClientAct.SendPiece:
            case ClientAct.SendAll:
                int max = act == ClientAct.SendAll ? int.MaxValue : script.Cuts[_sent[client] % script.Cuts.Length];
                int count = Math.Min(max, all.Length - _sent[client]);
                transport.Say(all.AsSpan(_sent[client], count));
                _sent[client] += count;
                break;
            case ClientAct.ShutWindow:
                transport.WindowIsOpen = false;
                break;
            case ClientAct.OpenWindow:
                transport.WindowIsOpen = true;
                break;
            case ClientAct.Finish:
                transport.Finish();
                break;
            case ClientAct.Break:
                transport.IsBroken = true;
                break;
        }
    }

    /// <summary>Lets time pass as the server requests: it is called again at that time, and at the end.</summary>
    private void Pass(int milliseconds)
    {
        long end = _clock.Milliseconds + milliseconds;
        while (true)
        {
            int idle = Rest();
            if (_clock.Milliseconds >= end)
            {
                return;
            }

            long next = Math.Min(end, _clock.Milliseconds + idle);
            _clock.UnixMilliseconds += next - _clock.Milliseconds;
            _clock.Milliseconds = next;
        }
    }

    private int Rest()
    {
        for (int i = 0; i < MaxSteps; i++)
        {
            int idle = _server.Step();
            Assert.IsTrue(idle is >= 0 and <= WebServer.MaxIdleTime, $"Idle for {idle} ms");
            if (idle > 0)
            {
                return idle;
            }
        }

        Assert.Fail("The server never rests");
        return 0;
    }
}
