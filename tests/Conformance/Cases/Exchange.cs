namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>What a case sends and what it requires.</summary>
/// <param name="Steps">What is sent, in order.</param>
/// <param name="Answers">The messages and pongs that come back, in this order, and no others.</param>
/// <param name="Closing">Which side closes.</param>
/// <param name="Codes">The codes that the server's close frame may have; <see langword="null"/> stands for a frame without one.</param>
internal sealed record Exchange(IReadOnlyList<Step> Steps, IReadOnlyList<Received> Answers, Closing Closing, IReadOnlyList<int?> Codes)
{
    private const int Normal = 1000;

    /// <summary>
    /// The step after which the server fails the connection, before the next one is sent: where a case has steps that pause.
    /// </summary>
    public int? FailsAfterStep { get; init; }

    /// <summary>How long the client waits for the answers. A server that works never reaches it.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything sent is answered; then the client closes.</summary>
    public static Exchange Answered(IReadOnlyList<Step> steps, params IReadOnlyList<Received> answers) =>
        new(steps, answers, Closing.ByClient, [Normal]);

    /// <summary>A close frame is among what is sent.</summary>
    public static Exchange Closed(IReadOnlyList<int?> codes, Step step, params IReadOnlyList<Received> answers) =>
        new([step], answers, Closing.BySentFrame, codes);

    /// <summary>The server fails the connection.</summary>
    public static Exchange Failed(int code, IReadOnlyList<Step> steps, params IReadOnlyList<Received> answers) =>
        new(steps, answers, Closing.ByServer, [code]);
}
