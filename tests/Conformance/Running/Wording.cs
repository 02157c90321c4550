namespace Sensorcast.Tests.ConformanceTests.Running;

/// <summary>Writes in the same words what is required and what was received.</summary>
internal static class Wording
{
    public static string Required(Exchange exchange)
    {
        string codes = string.Join(" or ", exchange.Codes.Select(Code));
        return string.Join("; ", [.. Answers(exchange.Answers), $"close {codes}{AfterPart(exchange.FailsAfterStep)}", "FIN"]);
    }

    public static string Got(RawWebSocket client, int? failedAfterStep)
    {
        string close = client.Close is { } frame ? $"close {Code(frame.Code)}{AfterPart(failedAfterStep)}" : "no close";
        string end = client.End switch { TcpEnd.Fin => "FIN", TcpEnd.Reset => "reset", _ => "not dropped" };
        return string.Join("; ", [.. Answers(client.Received), close, end]);
    }

    public static string Code(int? code) => code?.ToString(provider: null) ?? "without code";

    private static string AfterPart(int? step) => step is { } index ? $" after part {index + 1}" : "";

    /// <summary>One after the other; those of the same kind and length in a row counted.</summary>
    private static IEnumerable<string> Answers(IReadOnlyList<Received> answers)
    {
        for (int i = 0, count; i < answers.Count; i += count)
        {
            string answer = answers[i].ToString();
            count = answers.Skip(i).TakeWhile(next => next.ToString() == answer).Count();
            yield return count == 1 ? answer : $"{count} × {answer}";
        }
    }
}
