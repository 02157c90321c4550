using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Oracles;
using Sensorcast.Tests.Fuzz.Server;

namespace Sensorcast.Tests.Fuzz;

/// <summary>The whole server, with clients that may do anything.</summary>
[TestClass]
public class SensorServerTests
{
    private static readonly HashSet<string> Names =
        [ServerRun.BaseName, .. ServerRun.MakeChannels().Select(channel => ServerRun.BaseName + channel.Name)];

    private readonly ConcurrentDictionary<string, int> _seen = new();

    public TestContext TestContext { get; set; } = null!;

    /// <summary>
    /// Never throws, keeps to the contract of its transports, comes to rest, frees every slot, sends nothing but HTTP and RFC 6455, and
    /// answers each frame that it read as it must.
    /// </summary>
    [TestMethod]
    public void Serves_any_clients()
    {
        ServerGen.Any.Hold(5_000, Check, x => x.ToString());
        foreach ((string what, int count) in _seen.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            TestContext.WriteLine($"{count,9:N0} {what}");
        }
    }

    private void Count(string what, int more = 1) => _seen.AddOrUpdate(what, more, (_, count) => count + more);

    private void Check(ServerCase x)
    {
        var run = new ServerRun(x);
        run.Play();
        Dictionary<int, List<string>>? streams = AnswerStreams(x, run);
        for (int i = 0; i < x.Clients.Length; i++)
        {
            CheckSent(x.Clients[i], run.Transports[i], streams?.GetValueOrDefault(i), serverWentDown: x.Ends == 0);
        }
    }

    /// <summary>
    /// What the clients of the stream must be answered, which depends on what each of them sent when; null when that is not known.
    /// </summary>
    private static Dictionary<int, List<string>>? AnswerStreams(ServerCase x, ServerRun run)
    {
        List<(int, bool, Trace, Func<long, int>)> streams = [];
        for (int i = 0; i < x.Clients.Length; i++)
        {
            ClientScript script = x.Clients[i];
            FuzzTransport transport = run.Transports[i];
            bool isUpgraded = transport.Sent.AsSpan().StartsWith("HTTP/1.1 101"u8);
            if (isUpgraded && !script.IsUpgrade)
            {
                // By chance: so where its frames begin is not known, and what it had gathered.
                return null;
            }

            if (isUpgraded && !script.IsEcho)
            {
                int offset = script.Request.Length;
                streams.Add(
                    (i, script.MaySet, ReadFrames(script, transport), place =>
                        transport.Reads.First(read => read.Taken > place + offset).Order));
            }
        }

        try
        {
            return StreamModel.Answer(streams);
        }
        catch (UndecidedException)
        {
            return null;
        }
    }

    private static Trace ReadFrames(ClientScript script, FuzzTransport transport)
    {
        byte[] taken = script.Frames[..Math.Max(0, transport.Taken - script.Request.Length)];
        return RfcReader.Read(taken, script.MaxMessageLength);
    }

    private void CheckSent(ClientScript script, FuzzTransport transport, List<string>? stream, bool serverWentDown)
    {
        byte[] sent = transport.Sent;
        if (sent.Length == 0)
        {
            return;
        }

        var response = HttpResponse.Read(sent);
        Assert.Contains(response.Status, HttpResponse.Statuses);
        Count($"clients answered {response.Status}");
        if (response.Status != 101)
        {
            CheckBody(script, transport, response, sent.AsMemory(response.HeadLength), serverWentDown);
            return;
        }

        Trace trace = ServerFrames.Read(sent.AsSpan(response.HeadLength));
        if (script.IsUpgrade)
        {
            CheckFrames(script, transport, trace, stream, serverWentDown);
        }
    }

    private void CheckBody(
        ClientScript script, FuzzTransport transport, HttpResponse response, ReadOnlyMemory<byte> body, bool serverWentDown)
    {
        // Only a document is sent piece by piece, so that a client may miss its end.
        bool isCutShort = transport.WasNotified || !transport.WindowIsOpen || serverWentDown;
        bool isDocument = response.Status == 200;
        if (isDocument && script.IsMirror)
        {
            int head = script.Request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
            Assert.IsTrue(script.Request.AsSpan(head).StartsWith(body.Span), "It gets its own body and no other");
            Count("bodies that came back");
        }

        if (body.Length == response.ContentLength || (body.IsEmpty && script.IsHead)
            || (isDocument && isCutShort && response.ContentLength < 0))
        {
            return;
        }

        Assert.IsTrue(isDocument
            && (isCutShort || response.ContentLength < 0), $"A body of {body.Length} bytes of {response.ContentLength}");
        Assert.IsTrue(response.ContentLength < 0 || body.Length < response.ContentLength);
        if (response.ContentType == "application/json")
        {
            using var document = JsonDocument.Parse(body);
            Assert.AreEqual(JsonValueKind.Object, document.RootElement.ValueKind);
        }
    }

    private void CheckFrames(ClientScript script, FuzzTransport transport, Trace actual, List<string>? stream, bool serverWentDown)
    {
        Trace client = ReadFrames(script, transport);
        List<string> answers = [.. actual.Events.Where(e => e != "ping " && (script.IsEcho || !IsPack(e)))];
        List<string> expected;
        if (script.IsEcho)
        {
            expected = [.. client.Events.Select(Answer).Where(e => e.Length > 0)];
        }
        else
        {
            CheckPacks(actual.Events.Where(IsPack));
            if (stream is null)
            {
                Count("streams that are undecided");
                return;
            }

            expected = stream;
        }

        if (serverWentDown && answers.Count > 0 && answers[^1] == "close 1001" && !expected.Contains("close 1001"))
        {
            answers.RemoveAt(answers.Count - 1);
        }

        if (serverWentDown || transport.WasNotified)
        {
            // What was taken last may not have been answered any more.
            expected = expected[..Math.Min(answers.Count, expected.Count)];
        }

        Assert.AreEqual(string.Join(", ", expected), string.Join(", ", answers));
        Count(script.IsEcho ? "frames answered" : "frames of the stream answered", answers.Count);
        if (script.IsEcho)
        {
            Assert.StartsWith(actual.OpenMessage, client.OpenMessage);
        }
    }

    private static void CheckPacks(IEnumerable<string> packs)
    {
        foreach (string pack in packs)
        {
            bool isJson = pack.StartsWith("text ", StringComparison.Ordinal);
            byte[] bytes = Convert.FromHexString(pack[(pack.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            List<SenmlRecord> records = isJson ? SenmlReader.Json(bytes) : SenmlReader.Cbor(bytes);
            Assert.IsTrue(records.All(r => Names.Contains(r.Name)));
        }
    }

    private static string Answer(string clientEvent)
    {
        string[] words = clientEvent.Split(' ');
        return words[0] switch
        {
            "ping" => "pong " + words[1],
            "pong" => string.Empty,
            "error" => "close " + words[1],
            _ => clientEvent,
        };
    }

    /// <summary>Whether a message is a pack: any but an object in JSON, which is a reply.</summary>
    private static bool IsPack(string e) =>
        e.StartsWith("binary", StringComparison.Ordinal)
        || (e.StartsWith("text", StringComparison.Ordinal) && !e.StartsWith("text 7B", StringComparison.Ordinal));
}
