using System.Net.Sockets;
using System.Security.Authentication;

namespace Sensorcast.LoadTest;

/// <summary>Connects, does something that a server must withstand, and reconnects.</summary>
internal abstract class MisbehavingClient(Uri url) : LoadClient
{
    /// <summary>The minimum time from one connection's start to the next one's.</summary>
    protected abstract TimeSpan Period { get; }

    /// <summary>Misbehaves until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            do
            {
                await ConnectOnceAsync(end);
            }
            while (await timer.WaitForNextTickAsync(end));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    /// <summary>Its action on a connection.</summary>
    /// <exception cref="IOException">The server ended the connection.</exception>
    protected abstract Task MisbehaveAsync(RawConnection connection, CancellationToken end);

    private async Task ConnectOnceAsync(CancellationToken end)
    {
        using RawConnection? connection = await OpenAsync(end);
        if (connection is null)
        {
            return;
        }

        Connects++;
        try
        {
            await MisbehaveAsync(connection, end);
        }
        catch (IOException)
        {
            Cuts++;
        }
    }

    private async Task<RawConnection?> OpenAsync(CancellationToken end)
    {
        var connection = new RawConnection();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(end);
        timeout.CancelAfter(ConnectTimeout);
        int status = 0;
        try
        {
            status = await connection.OpenAsync(url, timeout.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            // Counted below.
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            // It took too long.
        }

        if (status == RawConnection.SwitchingProtocols)
        {
            return connection;
        }

        connection.Dispose();
        Refusals += status == RawConnection.ServiceUnavailable ? 1 : 0;
        Failures += status == RawConnection.ServiceUnavailable ? 0 : 1;
        return null;
    }
}
