using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Network;
using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator.Clients;

/// <summary>Sends as fast as it can: pings, messages or the fragments of one that never ends. Half of them never read.</summary>
internal sealed class Flooder(World world, Prng random) : Client(world, random)
{
    private const int MaxUnread = 6000;

    /// <summary>The maximum size of a message to the stream.</summary>
    private const int MaxPackLength = 1024;

    private readonly ClientPackBuilder _packs = new(world, random);
    private bool _hasBegunMessage;
    private long _messageLength;

    public override void Begin()
    {
        Subject subject = Random.Pick(Subject.Stream, Subject.Echo);
        int kind = Random.Below(3);
        bool reads = Random.Chance(50);
        _hasBegunMessage = false;
        _messageLength = 0;
        Link link = OpenAndRequest(Plan.Upgrade(subject, Random.Chance(50), Random));
        byte[] payload = Random.Bytes(Random.Pick(0, 5, 125, 2000));
        Repeat(link, 1, Random.Pick(30, 300), () =>
        {
            if (link.Client.IsUpgraded)
            {
                link.Client.IsReading = reads;
                Flood(link, kind, payload);
            }
        });
    }

    private void Flood(Link link, int kind, byte[] payload)
    {
        for (int i = 0; i < 30 && link.Unread + (i * (payload.Length + 6)) < MaxUnread; i++)
        {
            switch (kind)
            {
                case 0:
                    SendPing(link, payload.Length <= 125 ? payload : []);
                    break;
                case 1 when link.Witness.Plan.Subject == Subject.Stream:
                    SendPack(link, _packs.MakePing(), 1);
                    break;
                case 1:
                    SendMessage(link, ServerFrame.Binary, payload, 1);
                    break;
                default:
                    SendFragment(link, payload);
                    break;
            }
        }
    }

    private void SendFragment(Link link, byte[] payload)
    {
        bool isStream = link.Witness.Plan.Subject == Subject.Stream;
        long max = isStream ? MaxPackLength : World.Scenario.MaxMessageLength;
        long start = link.Client.SentBytes;
        bool wasValid = _messageLength <= max;
        _messageLength += payload.Length;
        Send(link, ClientFrame.Make(_hasBegunMessage ? ServerFrame.Continuation : ServerFrame.Binary, payload, Random, isFinal: false));
        bool isValid = _messageLength <= max;
        if (isStream && isValid && !_hasBegunMessage)
        {
            int head = payload.Length < 126 ? 6 : 8;
            link.Witness.Frames.Packs.Expect(null, start + head + Math.Min(payload.Length, 1), long.MaxValue, isFragmented: true);
        }

        _hasBegunMessage = true;
        if (wasValid && !isValid)
        {
            link.Witness.Frames.ExpectClose(1009, start, link.Client.SentBytes);
        }
    }
}
