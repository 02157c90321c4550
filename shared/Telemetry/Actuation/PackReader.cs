namespace Sensorcast.Telemetry.Actuation;

/// <summary>
/// Reads a client's SenML pack (RFC 8428) and passes it to an <see cref="ActuationPack"/>. Allocates nothing after its construction.
/// </summary>
public abstract class PackReader
{
    /// <summary>How deep arrays and maps may be nested in a field that is not understood.</summary>
    private protected const int MaxDepth = 8;

    private protected readonly SenmlField Field = new SenmlField();
    private protected byte[] Buffer;
    private protected int Position;
    private protected int End;

    /// <summary>Reads a pack.</summary>
    /// <param name="buffer">Holds it; texts are unescaped in place.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="pack">Gets what it says.</param>
    /// <returns><see langword="false"/> when it is no SenML pack.</returns>
    public bool Read(byte[] buffer, int offset, int count, ActuationPack pack)
    {
        Buffer = buffer;
        Position = offset;
        End = offset + count;
        pack.Start();
        return TryReadPack(pack) && Position == End && pack.End();
    }

    /// <summary>Reads the array of records; moves <see cref="Position"/> past it.</summary>
    private protected abstract bool TryReadPack(ActuationPack pack);
}
