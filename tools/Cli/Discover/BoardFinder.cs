using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Multicast;

namespace Sensorcast.Cli.Discover;

/// <summary>Queries all networks of this machine for boards, and finds one by its name.</summary>
internal static class BoardFinder
{
    /// <summary>How long a board has to answer for its name: to the second query, if the first is lost.</summary>
    private static readonly TimeSpan NameTimeout = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Finds boards, one by one as they answer or announce themselves.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SocketException">The port of multicast DNS cannot be shared.</exception>
    public static IEnumerable<FoundBoard> Find(TimeSpan duration, CancellationToken cancellation)
    {
        using var socket = new MulticastSocket(IPAddress.Any);
        var records = new ServiceRecords();
        byte[] packet = new byte[MulticastResponder.BufferSize];
        long start = Stopwatch.GetTimestamp();

        // RFC 6762 section 5.2: a second after the first, then each time twice as long.
        TimeSpan nextQuery = TimeSpan.Zero;
        TimeSpan interval = TimeSpan.FromSeconds(1);
        while (!cancellation.IsCancellationRequested)
        {
            TimeSpan now = Stopwatch.GetElapsedTime(start);
            if (now >= duration)
            {
                yield break;
            }

            if (now >= nextQuery)
            {
                socket.SendToAll(packet.AsSpan(0, records.WriteQuery(packet)));
                nextQuery = now + interval;
                interval *= 2;
            }

            int length = socket.Receive(packet, LongestWait, out int port);
            records.Read(packet, length, port);
            foreach (FoundBoard board in records.TakeNew())
            {
                yield return board;
            }
        }
    }

    /// <summary>
    /// Replaces a board's name by its address. A host with a dot or a port is not such a name, and stays as it is; so does a name that no
    /// board answers for, which the system may resolve.
    /// </summary>
    /// <param name="url">The stream's address as it was written.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<Uri> LocateAsync(Uri url, CancellationToken cancellation)
    {
        bool isLabel = url.HostNameType == UriHostNameType.Dns && !url.Host.Contains('.', StringComparison.Ordinal);
        bool isName = isLabel && url.Host != "localhost" && url.IsDefaultPort;
        return isName ? Task.Run(() => Locate(url, cancellation), cancellation) : Task.FromResult(url);
    }

    private static Uri Locate(Uri url, CancellationToken cancellation)
    {
        try
        {
            return Find(NameTimeout, cancellation)
                .FirstOrDefault(board => board.Name.Equals(url.Host, StringComparison.OrdinalIgnoreCase))?.Stream ?? url;
        }
        catch (Exception e) when (e is SocketException or FormatException)
        {
            return url;
        }
    }
}
