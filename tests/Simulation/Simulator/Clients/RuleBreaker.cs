using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>Sends frames that break a rule each, or garbage, and perhaps goes on sending.</summary>
internal sealed class RuleBreaker(World world, Prng random) : Client(world, random)
{
    private static readonly (int Code, byte[] Frame)[] Breaches =
    [
        (1002, [0x81, 0x01, 0x61]), // not masked
        (1002, [0xC1, 0x81, 0, 0, 0, 0, 0x61]), // a reserved bit
        (1002, [0x83, 0x80, 0, 0, 0, 0]), // a reserved opcode
        (1002, [0x80, 0x80, 0, 0, 0, 0]), // a continuation of nothing
        (1002, [0x09, 0x80, 0, 0, 0, 0]), // a fragmented ping
        (1002, [0x89, 0xFE, 0, 126, 0, 0, 0, 0]), // a ping that is too long
        (1002, [0x82, 0xFE, 0, 5, 0, 0, 0, 0]), // a length not in its shortest form
        (1002, [0x01, 0x80, 0, 0, 0, 0, 0x81, 0x80, 0, 0, 0, 0]), // a message within a message
        (1002, [0x88, 0x81, 0, 0, 0, 0, 3]), // a close code of one byte
        (1002, [0x88, 0x82, 0, 0, 0, 0, 3, 0xEE]), // close code 1006
        (1007, [0x81, 0x82, 0, 0, 0, 0, 0xC0, 0x80]), // not UTF-8
        (1007, [0x01, 0x81, 0, 0, 0, 0, 0xE2, 0x80, 0x80, 0, 0, 0, 0]), // UTF-8 that ends too early
        (1009, [0x82, 0xFF, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]), // a gigabyte
    ];

    public override void Begin() =>
        OpenAndRequest(Plan.Upgrade(Random.Pick(Subject.Stream, Subject.Echo, Subject.Room), Random.Chance(50), Random));

    protected override void Upgraded(Link link) => World.After(Random.Below(5000), () =>
    {
        if (MaySend(link))
        {
            Break(link);
        }
    });

    private void Break(Link link)
    {
        if (Random.Chance(20))
        {
            link.Witness.Frames.IsGarbage = true;
            byte[] garbage = Random.Bytes(Random.Between(1, 500));

            // On the stream a message that has begun takes the buffer where messages are gathered: so there it is always garbage.
            garbage[0] |= (byte)(link.Witness.Plan.Subject == Subject.Stream ? 0x40 : 0);
            link.Client.Send(garbage);
            link.Client.HasSentClose = true;
            return;
        }

        (int code, byte[] frame) = Random.Pick(Breaches);
        long start = link.Client.SentBytes;
        link.Client.Send(frame);
        if (link.Witness.Plan.Subject == Subject.Stream && frame[0] == 0x01)
        {
            link.Witness.Frames.Packs.Expect(null, start + 6 + (frame[1] & 1), long.MaxValue, isFragmented: true);
        }

        link.Witness.Frames.ExpectClose(code, start, link.Client.SentBytes);
        if (Random.Chance(30))
        {
            Repeat(link, 10, 200, () => link.Client.Send(Random.Bytes(100)));
        }
        else
        {
            link.Client.HasSentClose = true;
        }
    }
}
