namespace Sensorcast.LoadTest;

/// <summary>What a load test does.</summary>
/// <param name="Url">The stream to connect to.</param>
/// <param name="Honest">How many clients read everything.</param>
/// <param name="Slow">How many clients hardly read.</param>
/// <param name="Reconnecting">How many clients connect and disconnect each second.</param>
/// <param name="Flooding">How many clients flood the server.</param>
/// <param name="Duration">For how long.</param>
/// <param name="AllowedGaps">How many packs each honest client may miss.</param>
/// <param name="FloodRate">The maximum bytes a second that each flooding client sends; 0: as many as the server takes.</param>
internal sealed record LoadPlan(
    Uri Url, int Honest, int Slow, int Reconnecting, int Flooding, TimeSpan Duration, int AllowedGaps, int FloodRate)
{
    /// <summary>Makes the honest clients.</summary>
    public HonestClient[] MakeHonest() => Make(Honest, _ => new HonestClient(Url, BaseTimeAge.Of));

    /// <summary>Makes all others.</summary>
    public MisbehavingClient[] MakeMisbehaving() =>
    [
        .. Make(Slow, _ => new SlowClient(Url)),
        .. Make(Reconnecting, _ => new ReconnectingClient(Url)),
        .. Make(Flooding, i => new FloodingClient(Url, FloodRate, i)),
    ];

    private static T[] Make<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];
}
