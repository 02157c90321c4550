namespace Sensorcast.Cli;

/// <summary>
/// Standard output and standard error as they are. The streams of <see cref="Console"/> say nothing when the reader of a pipe has gone, and
/// a program that nobody reads would run for ever.
/// </summary>
internal static class StandardStream
{
    /// <summary>What a write fails with when nobody reads any more: EPIPE, the same number on Linux and macOS.</summary>
    private const int BrokenPipe = 32;

    /// <summary>Standard output.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : Open(1);

    /// <summary>Standard error.</summary>
    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : Open(2);

    /// <summary>Whether a write failed because nobody reads any more. That is a good end, as for any filter.</summary>
    public static bool IsAbandoned(Exception error) => error is IOException { HResult: BrokenPipe } && !OperatingSystem.IsWindows();

    private static DescriptorStream Open(int descriptor) => new(descriptor);
}
