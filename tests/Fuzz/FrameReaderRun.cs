using Sensorcast.Tests.Fuzz.Oracles;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Fuzz;

/// <summary>Feeds a stream to the reader of shared/, cut into pieces among poison, and checks each call.</summary>
internal sealed class FrameReaderRun
{
    /// <summary>What another connection sends meanwhile to the same reader: half a code point, a ping, the rest of both.</summary>
    private static readonly byte[] OtherStream =
        [0x01, 0x82, 0, 0, 0, 0, (byte)'A', 0xE2, 0x89, 0x81, 1, 2, 3, 4, 5, 0x80, 0x82, 0, 0, 0, 0, 0x82, 0xAC];

    private readonly FrameReader _reader;
    private readonly FrameState _state = new();
    private readonly FrameState _otherState = new();
    private readonly List<byte> _message = [];
    private readonly Poisoned _slice;
    private readonly long _maxMessageLength;
    private string _kind = string.Empty;
    private bool _messageIsOpen;
    private int _otherPosition;

    private FrameReaderRun(int seed, long maxMessageLength)
    {
        _maxMessageLength = maxMessageLength;
        _reader = new FrameReader(maxMessageLength);
        _slice = new Poisoned(seed);
    }

    internal Trace Trace { get; } = new();

    /// <summary>The first byte of the piece of the stream in which the last event came.</summary>
    internal long EndPieceStart { get; private set; } = -1;

    internal static FrameReaderRun Of(byte[] stream, int[] cuts, int seed, long maxMessageLength = long.MaxValue)
    {
        var run = new FrameReaderRun(seed, maxMessageLength);
        run.UseBefore();
        int position = 0;
        for (int i = 0; position < stream.Length; i++)
        {
            int count = Math.Min(cuts[i % cuts.Length], stream.Length - position);
            run.Feed(stream, position, count);
            run.FeedOther();
            position += count;
        }

        if (run._message.Count > 0)
        {
            run.Trace.OpenMessage = run._kind + Convert.ToHexString([.. run._message]);
        }

        return run;
    }

    /// <summary>Leaves the state in the middle of a code point of an open message, as a client before may have done.</summary>
    private void UseBefore()
    {
        byte[] text = [0x01, 0x82, 0, 0, 0, 0, 0xE2];
        _state.Reset();
        _reader.Read(_state, text, 0, text.Length);
        _state.Reset();
        _otherState.Reset();
    }

    private void FeedOther()
    {
        byte[] next = [OtherStream[_otherPosition++ % OtherStream.Length]];
        _reader.Read(_otherState, next, 0, 1);
        Assert.IsTrue(_reader.Event != FrameEvent.Error || _maxMessageLength < 4, "The connections are mixed up");
    }

    private void Feed(byte[] stream, int start, int count)
    {
        _slice.Fill(stream.AsSpan(start, count));
        int position = 0;
        while (position < count)
        {
            int consumed = _reader.Read(_state, _slice.Buffer, _slice.Offset + position, count - position);
            bool isWhole = position + consumed == count;
            Assert.IsTrue(consumed > 0 && position + consumed <= count, $"Consumed {consumed} of {count - position}");
            Assert.IsTrue(isWhole || _reader.Event != FrameEvent.None, "Consumed a part without an event");
            Assert.IsTrue(Trace.End < 0 || (isWhole && _reader.Event == FrameEvent.None), "An event after the end");
            if (_reader.Event == FrameEvent.Data)
            {
                AddPiece(_slice.Offset + position, consumed);
            }
            else if (_reader.Event != FrameEvent.None)
            {
                Trace.Events.Add(Describe());
            }

            if (_reader.Event is FrameEvent.Close or FrameEvent.Error)
            {
                EndPieceStart = start;
                Trace.End = start + count - 1;
            }

            position += consumed;
        }

        _slice.AssertIntact();
    }

    private void AddPiece(int offset, int consumed)
    {
        bool isInside = _reader.PieceOffset >= offset && _reader.PieceOffset + _reader.PieceLength == offset + consumed;
        Assert.IsTrue(isInside && _reader.PieceLength >= 0, "A piece outside what was consumed");
        Assert.AreEqual(!_messageIsOpen, _reader.PieceIsFirst, "Of the first piece and no other is said that it begins the message");
        _kind = _reader.MessageOpcode == Opcode.Text ? "text " : "binary ";
        _message.AddRange(_reader.PieceLength == 0 ? [] : _slice.Buffer.AsSpan(_reader.PieceOffset, _reader.PieceLength));
        _messageIsOpen = !_reader.PieceIsFinal;
        if (_reader.PieceIsFinal)
        {
            Trace.Events.Add(_kind + Convert.ToHexString([.. _message]));
            _message.Clear();
        }
    }

    private string Describe() => _reader.Event switch
    {
        FrameEvent.Ping => "ping " + Convert.ToHexString(_reader.ControlPayload, _reader.ControlOffset, _reader.ControlLength),
        FrameEvent.Pong => "pong " + Convert.ToHexString(_reader.ControlPayload, _reader.ControlOffset, _reader.ControlLength),
        FrameEvent.Close => $"close {_reader.Code}",
        _ => $"error {_reader.Code}",
    };
}
