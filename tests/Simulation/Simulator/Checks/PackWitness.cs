using System.Globalization;
using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator.Checks;

/// <summary>Knows which packs a client of the stream has sent, what the server has read of them, and what it must reply.</summary>
internal sealed class PackWitness(World world, Witness witness)
{
    private readonly Queue<Sent> _sent = new();
    private readonly List<PackOutcome> _outcomes = [];
    private readonly Queue<string> _replies = new();

    /// <summary>A client sends a message.</summary>
    /// <param name="pack">The message, or null for one that never ends.</param>
    /// <param name="start">How many bytes the server has read when a first piece of it is there.</param>
    /// <param name="end">How many when all is.</param>
    /// <param name="isFragmented">Whether it comes in more than one frame.</param>
    public void Expect(ClientPack? pack, long start, long end, bool isFragmented) =>
        _sent.Enqueue(new Sent(pack, start, end, isFragmented));

    /// <summary>The server has read up to an offset, and has not done anything yet.</summary>
    public void NoteRead(long to)
    {
        while (_sent.TryPeek(out Sent? message) && message.Start <= to)
        {
            if (!message.HasBegun)
            {
                message.HasBegun = true;
                message.IsGathered = message.IsFragmented || message.End > to;
                world.Settings.Gatherer = message.IsGathered ? this : world.Settings.Gatherer;
            }

            if (message.End > to)
            {
                return;
            }

            _sent.Dequeue();
            Finish(message);
        }
    }

    /// <summary>The server has sent something: replies to what it has read, if they are due.</summary>
    public void Prepare(bool isClosed)
    {
        int errors = 0;
        foreach (PackOutcome outcome in _outcomes)
        {
            bool isReported = outcome.Error is null || ++errors == 1;
            if (isReported && outcome.Reply is { } reply)
            {
                _replies.Enqueue(reply);
            }
        }

        if (errors > 1 && !isClosed)
        {
            _replies.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{{\"error\":\"more\",\"count\":{errors - 1}}}"));
        }

        _outcomes.Clear();
    }

    public void Check(string reply)
    {
        witness.Check(_replies.TryDequeue(out string? expected), "reply", $"gets the reply {reply} to nothing");
        witness.Check(reply == expected, "reply", $"gets the reply {reply} instead of {expected}");
    }

    public void EndStep()
    {
        Prepare(isClosed: false);
        witness.Check(_replies.Count == 0, "reply", $"does not get the reply {(_replies.Count == 0 ? string.Empty : _replies.Peek())}");
    }

    private void Finish(Sent message)
    {
        bool isBusy = message.IsGathered && world.Settings.Gatherer != this;
        if (message.IsGathered && !isBusy)
        {
            world.Settings.Gatherer = null;
        }

        var outcome = new PackOutcome(message.Pack!, isBusy);
        if (!isBusy && message.Pack!.IsMalformed)
        {
            witness.Frames.ExpectClose(1008, message.Start - 1, message.End);
            _sent.Clear();
            return;
        }

        _outcomes.Add(outcome);
        if (outcome.Error is not null)
        {
            world.Settings.Refused++;
        }
        else
        {
            world.Settings.Expect(outcome);
        }
    }

    private sealed record Sent(ClientPack? Pack, long Start, long End, bool IsFragmented)
    {
        public bool HasBegun { get; set; }

        public bool IsGathered { get; set; }
    }
}
