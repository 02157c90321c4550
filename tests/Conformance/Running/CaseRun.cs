namespace Sensorcast.Tests.ConformanceTests.Running;

/// <summary>One case on one connection: sends its octets and records what happens.</summary>
internal sealed class CaseRun
{
    /// <summary>How soon a connection has to be failed, a close frame answered and the TCP connection dropped.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(1);

    private readonly Exchange _exchange;
    private readonly RawWebSocket _client;
    private int? _failedAfterStep;
    private bool _serverClosedFirst;
    private bool _answeredTooLate;

    private CaseRun(Exchange exchange, RawWebSocket client)
    {
        _exchange = exchange;
        _client = client;
    }

    /// <summary>Runs a case against the server at a port of this machine.</summary>
    public static Outcome Of(Case @case, int port)
    {
        Exchange exchange = @case.Plan();
        using var client = new RawWebSocket(port);
        var run = new CaseRun(exchange, client);
        run.Send();
        run.Close();
        client.WaitFor(c => c.End != TcpEnd.None, InTime);
        return new Outcome(Wording.Required(exchange), Wording.Got(client, run._failedAfterStep), [.. run.Problems()]);
    }

    private void Send()
    {
        for (int i = 0; i < _exchange.Steps.Count; i++)
        {
            SendStep(_exchange.Steps[i]);
            if (_exchange.Steps[i].Pauses && _client.WaitFor(c => c.IsOver, InTime))
            {
                _failedAfterStep = i;
                return;
            }

            _answeredTooLate |= _exchange.Steps[i].Pauses && _client.ReceivedCount < _exchange.Steps[i].AnswersByThen;
        }
    }

    private void SendStep(Step step)
    {
        for (int i = 1; i <= step.Times && !_client.IsOver; i++)
        {
            _client.Send(step.Octets, step.Chop);
            if (step.Times > 1 && !_client.WaitFor(c => c.ReceivedCount >= i || c.IsOver, _exchange.WaitLimit))
            {
                return;
            }
        }
    }

    private void Close()
    {
        const int Normal = 1000;
        switch (_exchange.Closing)
        {
            case Closing.ByClient:
                _client.WaitFor(c => c.ReceivedCount >= _exchange.Answers.Count || c.IsOver, _exchange.WaitLimit);
                _serverClosedFirst = _client.IsOver;
                _client.Send(ClientFrame.Close(Normal));
                _client.WaitFor(c => c.IsOver, InTime);
                break;
            case Closing.BySentFrame:
                _client.WaitFor(c => c.IsOver, _exchange.Answers.Count > 0 ? _exchange.WaitLimit : InTime);
                break;
            default:
                _client.WaitFor(c => c.IsOver, InTime);
                if (_client.Close is { } close)
                {
                    _client.Send(ClientFrame.Close(close.Code ?? Normal));
                }

                break;
        }
    }

    private IEnumerable<string> Problems()
    {
        if (_client.Violation is { } violation)
        {
            yield return $"the server sent {violation}";
        }

        IReadOnlyList<Received> received = _client.Received;
        if (received.Count != _exchange.Answers.Count)
        {
            yield return $"{received.Count} answers instead of {_exchange.Answers.Count}";
        }

        for (int i = 0; i < Math.Min(received.Count, _exchange.Answers.Count); i++)
        {
            if (!received[i].IsSameAs(_exchange.Answers[i]))
            {
                yield return $"answer {i + 1} is not as required";
                break;
            }
        }

        if (_answeredTooLate)
        {
            yield return "an answer came too late";
        }

        if (_serverClosedFirst)
        {
            yield return "the server closed first";
        }

        if (_exchange.FailsAfterStep is { } step && _failedAfterStep != step)
        {
            yield return _failedAfterStep < step ? "the connection was failed too early" : "the connection was failed too late";
        }

        if (_client.Close is not { } close)
        {
            yield return "no close frame in time";
        }
        else if (!_exchange.Codes.Contains(close.Code))
        {
            yield return $"closed with {Wording.Code(close.Code)}";
        }

        switch (_client.End)
        {
            case TcpEnd.None:
                yield return "the TCP connection was not dropped in time";
                break;
            case TcpEnd.Reset:
                yield return "the TCP connection was reset";
                break;
        }
    }
}
