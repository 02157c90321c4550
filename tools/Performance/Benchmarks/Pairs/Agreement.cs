namespace Sensorcast.Benchmarks.Pairs;

/// <summary>Both sides of a pair must do the same work before it is worth measuring.</summary>
internal static class Agreement
{
    public static void Check(bool isSame)
    {
        if (!isSame)
        {
            throw new InvalidOperationException("The two sides do not give the same");
        }
    }
}
