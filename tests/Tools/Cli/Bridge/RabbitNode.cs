using Sensorcast.LoadTest.Scale;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// A node of Debian's RabbitMQ 3.10 with its plugins for MQTT 3.1.1. Nodes with the same folder form a cluster.
/// </summary>
internal sealed class RabbitNode : IDisposable
{
    private ToolProcess? _server;

    /// <param name="folder">For all its files.</param>
    /// <param name="mapperPort">The port of Erlang's port mapper, which the first node starts.</param>
    /// <param name="name">The name of this node.</param>
    /// <param name="names">The names of all nodes.</param>
    public RabbitNode(TemporaryFolder folder, int mapperPort, string name, params string[] names)
    {
        if (!File.Exists(RabbitSetup.Script))
        {
            throw ToolProcess.Missing("rabbitmq-server");
        }

        var setup = new RabbitSetup(folder.FullName, mapperPort, (Port, WebSocketPort, LoopbackPort.Free()), name, names);

        // One of several on a small machine: one scheduler, without busy waiting.
        setup.Environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none";
        _server = new ToolProcess(RabbitSetup.Program, setup.Arguments, environment: setup.Environment);
    }

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>For MQTT over WebSocket, at /mqtt.</summary>
    public int WebSocketPort { get; } = LoopbackPort.Free();

    /// <summary>Waits until it takes connections.</summary>
    public void WaitUntilReady()
    {
        while (!_server!.ReadLine(12 * Limits.Wait).Contains("Server startup complete", StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Ends it without a chance to say goodbye.</summary>
    public void Dispose()
    {
        _server?.Dispose();
        _server = null;
    }
}
