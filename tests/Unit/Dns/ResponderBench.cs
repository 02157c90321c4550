using System;
using Sensorcast.Dns;

namespace Sensorcast.Tests.Unit;

/// <summary>A multicast responder on a simulated network.</summary>
internal sealed class ResponderBench
{
    private readonly byte[] _buffer = new byte[MulticastResponder.BufferSize];
    private int _waited;

    internal ResponderBench(string name, byte lastOfAddress)
    {
        Responder = new MulticastResponder(
            name,
            new ServiceDescription[] { new ServiceDescription("_http._tcp", 80), new ServiceDescription("_sensorcast._tcp", 80, "path=/") },
            lastOfAddress);
        Responder.Start(new byte[] { 10, 9, 0, lastOfAddress }, Now);
    }

    internal MulticastResponder Responder { get; }

    internal long Now { get; set; } = 1000;

    /// <summary>A responder that has its name.</summary>
    internal static ResponderBench Established()
    {
        ResponderBench bench = new ResponderBench(HostRecords.Name, 2);
        bench.Establish();
        return bench;
    }

    /// <summary>What it multicasts until a time has passed: packets with a line between them.</summary>
    internal string Run(int milliseconds)
    {
        string text = string.Empty;
        byte[] packet = Next(milliseconds);
        for (; packet != null; packet = Next(milliseconds))
        {
            text += (text.Length == 0 ? string.Empty : "--\n") + DnsText.Of(packet, packet.Length);
            milliseconds -= _waited;
        }

        return text;
    }

    /// <summary>The next packet that it multicasts.</summary>
    /// <returns><see langword="null"/> when it sends nothing in that time.</returns>
    internal byte[] Next(int milliseconds)
    {
        long end = Now + milliseconds;
        long start = Now;
        while (Responder.NextTime <= end)
        {
            Now = Responder.NextTime > Now ? Responder.NextTime : Now;
            _waited = (int)(Now - start);
            int length = Responder.Write(_buffer, Now);
            if (length > 0)
            {
                Assert.IsTrue(length > MessageReader.HeaderSize, "It has something to say");
                return Hex.Slice(_buffer, 0, length);
            }
        }

        Now = end;
        return null;
    }

    /// <summary>Takes a packet of another host.</summary>
    /// <returns>What it answers to that host alone.</returns>
    internal string Receive(byte[] packet, int port = MulticastResponder.Port)
    {
        Array.Copy(packet, 0, _buffer, 0, packet.Length);
        int length = Responder.Receive(_buffer, packet.Length, port, Now);
        return length == 0 ? string.Empty : DnsText.Of(_buffer, length);
    }

    internal string Receive(string hex, int port = MulticastResponder.Port)
    {
        return Receive(Hex.Parse(hex), port);
    }

    /// <summary>Lets it get its name.</summary>
    internal void Establish()
    {
        Run(10000);
        Assert.IsTrue(Responder.IsEstablished);
    }
}
