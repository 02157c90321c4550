namespace Sensorcast.Cli;

/// <summary>
/// Standard output and standard error, by their descriptors. The streams of <see cref="Console"/> hide that the reader of a pipe has ended,
/// and the program would run for ever.
/// </summary>
internal static class StandardStream
{
    /// <summary>The error of a write to a pipe without a reader: EPIPE, the same number on Linux and macOS.</summary>
    private const int BrokenPipe = 32;

    /// <summary>Standard output.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : Open(1);

    /// <summary>Standard error.</summary>
    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : Open(2);

    /// <summary>Whether a write failed because the reader has ended. That is success, as for any filter.</summary>
    public static bool IsAbandoned(Exception error) => error is IOException { HResult: BrokenPipe } && !OperatingSystem.IsWindows();

    private static DescriptorStream Open(int descriptor) => new(descriptor);
}
