using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sensorcast.Cli.Bridge;
using Sensorcast.Client;
using Sensorcast.Tests.DotNetClientTests;

namespace Sensorcast.Tests.CliTests;

/// <summary>The messages that wait for the broker, and their order.</summary>
[TestClass]
public class OutboxTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = New(publishesReadings: true);

    [TestMethod]
    public void The_state_of_the_board_goes_first()
    {
        Add(1);
        _outbox.SetOnline(true);

        Assert.AreEqual("s/b/status online, s/b/board online, s/b/bridge online, s/b/packs 1", Rest());
    }

    [TestMethod]
    public void Unacknowledged_messages_that_must_arrive_go_before_waiting_ones()
    {
        Assert.AreEqual("s/b/status offline, s/b/board offline, s/b/bridge offline", Rest());
        Add(3);
        var replaceable = new Outgoing("s/b/readings/a", default, Outgoing.SenmlJson, IsRetained: true, MustArrive: false);

        _outbox.Restart([Message(1), replaceable, Message(2)]);

        Assert.AreEqual("s/b/status offline, s/b/board offline, s/b/bridge offline, s/b/packs 1, s/b/packs 2, s/b/packs 3", Rest());
    }

    [TestMethod]
    public void The_oldest_are_dropped_when_there_are_too_many()
    {
        for (int i = 1; i <= Outbox.Capacity + 2; i++)
        {
            Add(i);
        }

        Assert.AreEqual(2, _outbox.Dropped);
        _outbox.TryTake();
        _outbox.TryTake();
        _outbox.TryTake();
        Assert.AreEqual("3", Encoding.UTF8.GetString(_outbox.TryTake()!.Payload.Span));
    }

    [TestMethod]
    public void Of_a_fast_channel_only_the_newest_reading_is_published_and_again_for_a_new_broker()
    {
        Rest();
        _outbox.Add(Read(1));
        _outbox.Add(Read(2));

        Assert.Contains("s/b/readings/a [{", Rest());
        _outbox.Add(Read(3));
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.AreEqual("", Rest(), "Not twice in a second.");
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Contains("\"v\":3", Rest());

        _outbox.Restart([]);
        Assert.Contains("\"v\":3", Rest());
    }

    [TestMethod]
    public void Without_readings_no_reading_is_published_and_a_retained_one_is_removed()
    {
        Outbox outbox = New(publishesReadings: false);
        Rest(outbox);
        outbox.Add(Read(1));
        outbox.Add(Read(2));
        Assert.AreEqual("s/b/readings/a ", Rest(outbox));
        outbox.Remove("a");
        Assert.AreEqual("", Rest(outbox));

        outbox.Restart([]);
        Assert.AreEqual("s/b/status offline, s/b/board offline, s/b/bridge offline", Rest(outbox));
    }

    private Outbox New(bool publishesReadings) => new(new BoardTopics("s", "b"), publishesReadings, _time);

    private static Pack Read(int value) =>
        Packs.Read(string.Create(CultureInfo.InvariantCulture, $$"""[{"bn":"x:","n":"a","v":{{value}}}]"""));

    private static Outgoing Message(int number) => new(
        "s/b/packs", Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)), Outgoing.SenmlJson, IsRetained: false,
        MustArrive: true);

    private void Add(int number) => _outbox.Add(Message(number));

    private string Rest() => Rest(_outbox);

    private static string Rest(Outbox outbox)
    {
        List<string> messages = [];
        while (outbox.TryTake() is Outgoing message)
        {
            messages.Add(message.Topic == "s/b/bridge"
                ? $"{message.Topic} {(Announcement.Read(new ReadOnlySequence<byte>(message.Payload))!.IsOnline ? "online" : "offline")}"
                : $"{message.Topic} {Encoding.UTF8.GetString(message.Payload.Span)}");
        }

        return string.Join(", ", messages);
    }
}
