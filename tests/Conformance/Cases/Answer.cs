using System.Text;

namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>The answers that a case may require.</summary>
internal static class Answer
{
    public static Received Text(byte[] payload) => new(Opcode.Text, payload);

    public static Received Text(string payload) => Text(Encoding.UTF8.GetBytes(payload));

    public static Received Binary(byte[] payload) => new(Opcode.Binary, payload);

    public static Received Pong(byte[] payload) => new(Opcode.Pong, payload);

    public static Received Pong(string payload) => Pong(Encoding.UTF8.GetBytes(payload));
}
