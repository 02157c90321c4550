using Sensorcast.LoadTest.Scale;
using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>Three nodes of RabbitMQ and the HAProxy of docs/broker in front of them.</summary>
internal sealed class RabbitCluster : IDisposable
{
    private static readonly string[] Names = ["one", "two", "three"];

    private readonly TemporaryFolder _folder = new();
    private readonly int _mapperPort = LoopbackPort.Free();
    private readonly RabbitNode[] _nodes;
    private readonly ToolProcess _proxy;

    public RabbitCluster()
    {
        // The first one creates the files that they share.
        RabbitNode first = Start(Names[0]);
        first.WaitUntilReady();
        _nodes = [first, .. Names[1..].Select(Start)];
        Array.ForEach(_nodes[1..], static node => node.WaitUntilReady());
        _proxy = StartProxy();
    }

    /// <summary>For MQTT.</summary>
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>For MQTT over WebSocket, at /mqtt.</summary>
    public int WebSocketPort { get; } = LoopbackPort.Free();

    /// <summary>Ends a node without a chance to say goodbye.</summary>
    public void Kill(int node) => _nodes[node].Dispose();

    public void Dispose()
    {
        _proxy.Dispose();
        Array.ForEach(_nodes, static node => node.Dispose());
        RabbitSetup.EndMapper(_mapperPort);
        _folder.Dispose();
    }

    private RabbitNode Start(string name) => new(_folder, _mapperPort, name, Names);

    private ToolProcess StartProxy()
    {
        string text = DocumentedFile.Read(
            "haproxy.cfg",
            ("bind 127.0.0.1:1883", $"bind 127.0.0.1:{Port}"),
            ("bind 127.0.0.1:9001", $"bind 127.0.0.1:{WebSocketPort}"));
        for (int i = 0; i < _nodes.Length; i++)
        {
            text = text.Replace($"192.0.2.1{i + 1}:1883", $"127.0.0.1:{_nodes[i].Port}", StringComparison.Ordinal)
                .Replace($"192.0.2.1{i + 1}:9001", $"127.0.0.1:{_nodes[i].WebSocketPort}", StringComparison.Ordinal);
        }

        string file = Path.Combine(_folder.FullName, "haproxy.cfg");
        File.WriteAllText(file, text);
        var process = new ToolProcess("/usr/sbin/haproxy", ["-db", "-f", file]);
        LoopbackPort.WaitUntilListens(Port, process);
        return process;
    }
}
