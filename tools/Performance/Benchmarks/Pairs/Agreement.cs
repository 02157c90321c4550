namespace Sensorcast.Benchmarks.Pairs;

/// <summary>Checks that both sides of a pair do the same work before it is measured.</summary>
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
