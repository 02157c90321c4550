using Sensorcast.LoadTest.Scale;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// RabbitMQ alone, which takes longer to start than most tests need: one for all of them. Each test has another name for its board,
/// and so topics and clients of its own.
/// </summary>
internal sealed class RabbitBroker : IDisposable
{
    private static readonly Lazy<RabbitBroker> One = new(static () => new());

    private readonly TemporaryFolder _folder = new();
    private readonly int _mapperPort = LoopbackPort.Free();
    private readonly RabbitNode _node;

    private RabbitBroker()
    {
        _node = new RabbitNode(_folder, _mapperPort, "sensorcast", "sensorcast");
        try
        {
            _node.WaitUntilReady();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The one for all tests, which the first of them starts.</summary>
    public static RabbitBroker Shared => One.Value;

    public int Port => _node.Port;

    /// <summary>Ends the one for all tests.</summary>
    public static void End()
    {
        if (One.IsValueCreated)
        {
            One.Value.Dispose();
        }
    }

    public void Dispose()
    {
        _node.Dispose();
        RabbitSetup.EndMapper(_mapperPort);
        _folder.Dispose();
    }
}
