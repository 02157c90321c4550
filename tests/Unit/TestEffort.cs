namespace Sensorcast.Tests.Unit;

/// <summary>How thorough a run is: a chip is some thousand times slower than a desktop.</summary>
internal static class TestEffort
{
    /// <summary>Streams are cut in two at every so many bytes.</summary>
#if NANOFRAMEWORK_1_0
    internal const int CutStride = 97;
#else
    internal const int CutStride = 1;
#endif

    /// <summary>The same for a stream of any length: one of thousands of bytes is mostly one byte again and again.</summary>
    internal static int StrideOf(byte[] stream)
    {
        return CutStride * (1 + (stream.Length / 1000));
    }
}
