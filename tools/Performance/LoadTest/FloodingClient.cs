using System.Diagnostics;

namespace Sensorcast.LoadTest;

/// <summary>
/// Sends without end, each for a few seconds: pings, reading the answers; garbage; messages of megabytes; pings again, without reading the
/// answers.
/// </summary>
internal sealed class FloodingClient(Uri url, int rate, int seed) : MisbehavingClient(url)
{
    private const int FrameLength = 64 * 1024;

    private static readonly TimeSpan FloodTime = TimeSpan.FromSeconds(5);

    private readonly byte[][] _floods = MakeFloods(new Random(seed));

    /// <inheritdoc/>
    public override string Kind => "flooding";

    /// <inheritdoc/>
    protected override TimeSpan Period => TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    protected override async Task MisbehaveAsync(RawConnection connection, CancellationToken end)
    {
        int kind = Connects % _floods.Length;
        bool reads = kind != _floods.Length - 1;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(end);
        enough.CancelAfter(FloodTime);
        Task reading = reads ? connection.ReadForAsync(FloodTime, enough.Token) : Task.CompletedTask;
        try
        {
            await FloodAsync(connection, _floods[kind], enough.Token);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            // The server has withstood it: the next kind.
        }
        finally
        {
            // The reader and the writer have seen the same end: one report is enough.
            await enough.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FloodAsync(RawConnection connection, byte[] bytes, CancellationToken cancellation)
    {
        // In pieces, paced at the rate: a whole flood at once would be a burst.
        const int PieceLength = 4096;
        long start = Stopwatch.GetTimestamp();
        long sent = 0;
        while (true)
        {
            for (int offset = 0; offset < bytes.Length; offset += PieceLength)
            {
                ReadOnlyMemory<byte> piece = bytes.AsMemory(offset, Math.Min(PieceLength, bytes.Length - offset));
                await connection.WriteAsync(piece, cancellation);
                sent += piece.Length;
                if (rate > 0)
                {
                    TimeSpan ahead = TimeSpan.FromSeconds((double)sent / rate) - Stopwatch.GetElapsedTime(start);
                    await Task.Delay(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero, cancellation);
                }
            }
        }
    }

    private static byte[][] MakeFloods(Random random)
    {
        byte[] garbage = new byte[FrameLength];
        random.NextBytes(garbage);

        // A complete ping with four bytes, repeated.
        byte[] ping = [0x89, 0x84, 1, 2, 3, 4, 5, 6, 7, 8];
        byte[] pings = [.. Enumerable.Repeat(ping, 400).SelectMany(bytes => bytes)];

        // A binary message in one frame of 64 KiB.
        byte[] large = [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, .. garbage.AsSpan(0, 4), .. garbage];
        return [pings, garbage, large, pings];
    }
}
