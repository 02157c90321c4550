using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>RabbitMQ alone.</summary>
internal sealed class RabbitBroker : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _mapperPort = LoopbackPort.Free();
    private readonly RabbitNode _node;

    public RabbitBroker()
    {
        _node = new RabbitNode(_folder, _mapperPort, "sensorcast", "sensorcast");
        _node.WaitUntilReady();
    }

    public int Port => _node.Port;

    public void Dispose()
    {
        _node.Dispose();
        RabbitNode.EndMapper(_mapperPort);
        _folder.Dispose();
    }
}
