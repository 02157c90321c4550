using System.Collections.Concurrent;
using System.Diagnostics;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// A client that is not a bridge but has the client identifier of one, and connects again at once whenever the broker disconnects it.
/// </summary>
internal sealed class Rival : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    public Rival(int port, string clientId, MqttProtocolVersion version) => _running = StayAsync(port, clientId, version);

    /// <summary>The times at which it lost the connection, by the monotonic clock.</summary>
    public ConcurrentQueue<long> Losses { get; } = new();

    /// <summary>How long it had each connection.</summary>
    public TimeSpan[] Turns()
    {
        long[] losses = [.. Losses];
        return [.. losses.Skip(1).Select((at, i) => Stopwatch.GetElapsedTime(losses[i], at))];
    }

    public void Dispose()
    {
        _end.Cancel();
        _running.Wait();
        _end.Dispose();
    }

    private async Task StayAsync(int port, string clientId, MqttProtocolVersion version)
    {
        MqttClientOptions options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port).WithProtocolVersion(version).WithClientId(clientId).WithCleanStart().Build();
        while (!_end.IsCancellationRequested)
        {
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            client.DisconnectedAsync += _ =>
            {
                ended.TrySetResult();
                return Task.CompletedTask;
            };
            try
            {
                await client.ConnectAsync(options, _end.Token);
                await ended.Task.WaitAsync(_end.Token);
                Losses.Enqueue(Stopwatch.GetTimestamp());
            }
            catch (Exception e) when (e is OperationCanceledException or MqttCommunicationException)
            {
                // The test is over, or the client tries again.
            }
        }
    }
}
