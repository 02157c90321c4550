using System.Text;
using System.Text.RegularExpressions;
using Sensorcast.Tests.Fuzz.Oracles;

namespace Sensorcast.Tests.AttackTests;

/// <summary>
/// All that was received over one connection, checked against the rules of HTTP and WebSocket: one response, and frames only after a 101.
/// </summary>
/// <param name="Kind">In a word: <c>none</c>, <c>404</c>, <c>101</c>, <c>101 close 1002</c>.</param>
/// <param name="Head">The response's fields.</param>
/// <param name="Messages">What came in frames, such as <c>text 48656C</c> and <c>pong </c>.</param>
/// <param name="Text">Everything, a byte a character.</param>
internal sealed partial record Answer(
    string Kind, IReadOnlyList<KeyValuePair<string, string>> Head, IReadOnlyList<string> Messages, string Text)
{
    public static Answer Read(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        if (bytes.Length == 0)
        {
            return new Answer("none", [], [], text);
        }

        HttpResponse response = HttpResponse.Read(bytes);
        Assert.Contains(response.Status, HttpResponse.Statuses, $"status {response.Status}");
        Assert.HasCount(1, StatusLine().Matches(text), "There is one response to a connection");
        string kind = $"{response.Status}";
        if (response.Status != 101)
        {
            return new Answer(kind, response.Fields, [], text);
        }

        Trace trace = ServerFrames.Read(bytes.AsSpan(response.HeadLength));
        kind = trace.End >= 0 ? $"101 {trace.Events[^1]}" : kind;
        return new Answer(kind, response.Fields, trace.Events, text);
    }

    [GeneratedRegex(@"HTTP/1\.1 \d{3}")]
    private static partial Regex StatusLine();
}
