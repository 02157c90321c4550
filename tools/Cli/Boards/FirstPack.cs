using Sensorcast.Client;

namespace Sensorcast.Cli.Boards;

/// <summary>The first pack of a connection, which describes all channels.</summary>
internal static class FirstPack
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Connects and waits for it.</summary>
    /// <exception cref="SensorcastException">There is no board.</exception>
    /// <exception cref="TimeoutException">It connects but sends nothing.</exception>
    public static async Task<Pack> ReadAsync(SensorcastClient client, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            await client.ConnectAsync(timeout.Token);
            return await client.ReadEventsAsync(timeout.Token).OfType<Pack>().FirstAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The board has sent nothing within {Timeout.TotalSeconds:0} s.", e);
        }
    }
}
