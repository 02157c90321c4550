namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>How a sequence of frames is sent.</summary>
internal static class Sending
{
    public static Step[] AtOnce(params byte[][] frames) => [new Step(Join(frames))];

    public static Step[] FrameByFrame(params byte[][] frames) => [.. frames.Select(frame => new Step(frame))];

    public static Step[] OctetByOctet(params byte[][] frames) => [new Step(Join(frames), Chop: 1)];

    public static byte[] Join(params byte[][] frames) => [.. frames.SelectMany(frame => frame)];
}
