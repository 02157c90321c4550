using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>One client's request and what answers it, as bytes: the half of a connection that speaks HTTP.</summary>
internal sealed class HttpExchange
{
    private readonly ServerResources _resources;
    private readonly bool _refuses;
    private readonly RequestReader _request = new RequestReader(Paths.Table, Subprotocols.Table);

    internal HttpExchange(ServerResources resources, bool refuses)
    {
        _resources = resources;
        _refuses = refuses;
    }

    /// <summary>Whether the client has sent anything.</summary>
    internal bool HasStarted => _request.HasStarted;

    /// <summary>What comes next.</summary>
    internal HttpOutcome Outcome { get; private set; }

    /// <summary>Whether the client has sent all that it had to: its request is whole, and has no body that is still on its way.</summary>
    internal bool PeerIsDone => _request.IsComplete && !_request.Fields.HasBody;

    /// <summary>How many of the bytes last read were the request's; the rest is the next protocol's.</summary>
    internal int Consumed { get; private set; }

    /// <summary>What is asked for, when the outcome is <see cref="HttpOutcome.Document"/>.</summary>
    internal Document Document { get; private set; }

    /// <summary>After an upgrade: whether the readings are wanted, rather than an echo.</summary>
    internal bool IsStream => _request.Path == Paths.Stream;

    /// <summary>After an upgrade to the stream: the encoding that was agreed on.</summary>
    internal LiveFrame Encoding =>
        _request.Subprotocol == Subprotocols.Cbor ? _resources.CborFrame : _resources.JsonFrame;

    internal void Reset()
    {
        _request.Reset();
        Outcome = HttpOutcome.ReadOn;
    }

    /// <summary>Reads bytes of the request and, when it is whole or broken, writes what answers it.</summary>
    /// <returns>The answer's size in bytes; 0 while there is none.</returns>
    internal int Read(byte[] buffer, int count, byte[] reply)
    {
        Consumed = _request.Read(buffer, 0, count);
        if (_request.Error != 0)
        {
            return Refuse(_request.Error, reply);
        }

        return _request.IsComplete ? Answer(reply) : 0;
    }

    /// <summary>Writes the answer to a client that has taken too long.</summary>
    /// <returns>The answer's size in bytes.</returns>
    internal int TimeOut(byte[] reply)
    {
        return Refuse(HttpStatus.RequestTimeout, reply);
    }

    private int Answer(byte[] reply)
    {
        Responder responder = _resources.Responder;
        int path = _request.Path;
        int status = _refuses
            ? HttpStatus.ServiceUnavailable
            : _resources.Decision.Decide(_request, Paths.IsWebSocket(path));
        if (status == HttpStatus.SwitchingProtocols)
        {
            Outcome = HttpOutcome.Upgrade;
            _resources.Counters.Upgrades++;
            int subprotocol = IsStream ? _request.Subprotocol : TokenTable.NotFound;
            return responder.WriteUpgrade(reply, _request.Key, subprotocol);
        }

        if (status != HttpStatus.Ok)
        {
            return Refuse(status, reply);
        }

        Document = _resources.DocumentAt(path);
        Outcome = _request.Method == HttpMethod.Head ? HttpOutcome.End : HttpOutcome.Document;
        return responder.WriteDocumentHead(reply, Document);
    }

    private int Refuse(int status, byte[] reply)
    {
        Outcome = HttpOutcome.End;
        _resources.Counters.CountRefusal(status);
        bool withBody = !_request.IsComplete || _request.Method != HttpMethod.Head;
        return _resources.Responder.WriteRefusal(reply, status, withBody);
    }
}
