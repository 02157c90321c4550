using Sensorcast.Dns;

namespace Sensorcast.Tests.Desktop;

/// <summary>No packet makes a name service allocate, whatever its question.</summary>
[TestClass]
[DoNotParallelize]
public class DnsAllocationTests
{
    private const int Rounds = 200;

    private static readonly byte[] Browse =
        Convert.FromHexString("0000000000010000000000000b5f73656e736f7263617374045f746370056c6f63616c00000c0001");
    private static readonly byte[] Resolve = Convert.FromHexString("000000000001000000000000076b69746368656e056c6f63616c0000ff0001");
    private static readonly byte[] Malformed = Convert.FromHexString("000000000001000000000000c00c00010001");

    [TestMethod]
    public void A_responder_allocates_nothing_for_a_packet()
    {
        var responder = new MulticastResponder(
            "kitchen", [new ServiceDescription("_http._tcp", 80, "path=/"), new ServiceDescription("_sensorcast._tcp", 80, "token=none")],
            1);
        byte[] buffer = new byte[MulticastResponder.BufferSize];
        long now = 0;
        int sent = 0;
        responder.Start([10, 9, 0, 2], now);
        void Round()
        {
            foreach (byte[] packet in (ReadOnlySpan<byte[]>)[Browse, Resolve, Malformed])
            {
                packet.CopyTo(buffer, 0);
                sent += responder.Receive(buffer, packet.Length, MulticastResponder.Port, now);
                packet.CopyTo(buffer, 0);
                sent += responder.Receive(buffer, packet.Length, 5000, now);
            }

            now += 1500;
            sent += responder.Write(buffer, now);
        }

        AssertAllocatesNothing(Round);
        Assert.IsTrue(responder.IsEstablished);
        Assert.IsGreaterThan(Rounds * 200, sent);
    }

    [TestMethod]
    public void A_server_of_addresses_allocates_nothing_for_a_packet()
    {
        var responder = new AddressResponder([192, 168, 4, 1]);
        byte[] buffer = new byte[AddressResponder.BufferSize];
        AssertAllocatesNothing(() =>
        {
            Resolve.CopyTo(buffer, 0);
            Assert.IsGreaterThan(Resolve.Length, responder.Answer(buffer, Resolve.Length));
        });
    }

    private static void AssertAllocatesNothing(Action round)
    {
        for (int i = 0; i < Rounds; i++)
        {
            round();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            round();
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
