namespace Sensorcast.LoadTest;

/// <summary>Connects each second, reads a few packs and disconnects: by the closing handshake, without it, or by a reset.</summary>
internal sealed class ReconnectingClient(Uri url) : MisbehavingClient(url)
{
    private static readonly TimeSpan Visit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxGoodbye = TimeSpan.FromSeconds(2);

    /// <summary>A close frame with code 1000, masked with zeros.</summary>
    private static readonly byte[] CloseFrame = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8];

    /// <inheritdoc/>
    public override string Kind => "reconnecting";

    /// <inheritdoc/>
    protected override TimeSpan Period => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task MisbehaveAsync(RawConnection connection, CancellationToken end)
    {
        await connection.ReadForAsync(Visit, end);
        switch (Connects % 3)
        {
            case 0:
                connection.ResetAtEnd();
                break;
            case 1:
                await SayGoodbyeAsync(connection, end);
                break;
        }
    }

    private static async Task SayGoodbyeAsync(RawConnection connection, CancellationToken end)
    {
        await connection.WriteAsync(CloseFrame, end);
        try
        {
            await connection.ReadForAsync(MaxGoodbye, end);
        }
        catch (IOException)
        {
            // As expected: the server ends the connection.
        }
    }
}
