using System.IO.Pipelines;

namespace Sensorcast.Benchmarks.Kestrel;

/// <summary>One end of two pipes.</summary>
internal sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
{
    public PipeReader Input { get; } = input;

    public PipeWriter Output { get; } = output;

    /// <summary>Makes both ends.</summary>
    public static Pair Make(PipeOptions options)
    {
        Pipe toServer = new(options);
        Pipe toClient = new(options);
        return new Pair(new DuplexPipe(toServer.Reader, toClient.Writer), new DuplexPipe(toClient.Reader, toServer.Writer));
    }

    /// <summary>The two ends of one connection.</summary>
    public sealed record Pair(DuplexPipe Server, DuplexPipe Client);
}
