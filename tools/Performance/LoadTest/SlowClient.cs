namespace Sensorcast.LoadTest;

/// <summary>
/// Reads nothing, not even the first pack; or, every other time, the first pack and then a few bytes a second: the server must skip live
/// packs for it and in the end disconnect it. Bytes in the kernel's buffers hide the end of the connection, so from time to time the client
/// reads all of them, to see whether it was disconnected.
/// </summary>
internal sealed class SlowClient(Uri url) : MisbehavingClient(url)
{
    /// <summary>The server's 10 s, and the time until the buffers are full and a send fails.</summary>
    private const int SecondsOfSlowness = 20;

    private readonly byte[] _fewBytes = new byte[16];

    /// <inheritdoc/>
    public override string Kind => "slow";

    /// <inheritdoc/>
    protected override TimeSpan Period => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task MisbehaveAsync(RawConnection connection, CancellationToken end)
    {
        bool readsNothing = Connects % 2 == 1;
        if (!readsNothing)
        {
            await connection.ReadForAsync(TimeSpan.FromSeconds(1), end);
        }

        while (true)
        {
            for (int i = 0; i < SecondsOfSlowness; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), end);
                if (!readsNothing)
                {
                    await connection.ReadAsync(_fewBytes, end);
                }
            }

            await connection.ReadForAsync(TimeSpan.FromSeconds(1), end);
        }
    }
}
