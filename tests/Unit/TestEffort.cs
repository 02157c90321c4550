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
}
