using System.Net.WebSockets;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>.NET's own <see cref="ClientWebSocket"/>.</summary>
[TestClass]
public class DotNetClientTests : ActuatingClientTests
{
    [TestMethod, Timeout(Limits.Test)]
    public void Carries_the_same_readings_in_both_encodings()
    {
        using var host = new LiveHost();
        Uri url = host.WebSocketUrl("/ws");

        Task<(string, IReadOnlyList<Message> Messages)>[] clients =
        [
            Task.Run(() => Receive(url, ["senml+cbor"], 120)),
            Task.Run(() => Receive(url, ["senml+json"], 120)),
        ];
        Assert.IsTrue(Task.WaitAll(clients, Limits.Wait));

        Dictionary<long, SenmlPack>[] packs =
            [.. clients.Select(client => client.Result.Messages.Skip(1).Select(SenmlPack.From).ToDictionary(pack => pack.Sequence!.Value))];
        long[] shared = [.. packs[0].Keys.Intersect(packs[1].Keys)];
        Assert.IsGreaterThan(50, shared.Length);
        foreach (long sequence in shared)
        {
            CollectionAssert.AreEqual(packs[0][sequence].Records.ToArray(), packs[1][sequence].Records.ToArray());
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Has_no_subprotocol_when_the_server_speaks_none_of_those_offered()
    {
        using ClientWebSocket client = Connect(SharedHost.Plain.WebSocketUrl("/ws"), ["mqtt"]);

        Assert.IsNull(client.SubProtocol);
        Assert.IsTrue((await ReceiveAsync(client)).IsText);
    }

    [TestMethod, Timeout(Limits.Test), DoNotParallelize]
    [DataRow("senml+cbor")]
    [DataRow("senml+json")]
    public async Task Gets_a_thousand_readings_a_second_evenly_spaced(string protocol)
    {
        using var host = new LiveHost(0, "--demo-burst");
        using ClientWebSocket client = Connect(host.WebSocketUrl("/ws"), [protocol]);
        await ReceiveAsync(client);

        // On a busy machine the sensor may drop readings that are read too late: then the two seconds start again.
        decimal start = 0;
        decimal last = 0;
        while (last - start < 2)
        {
            SenmlPack pack = SenmlPack.From(await ReceiveAsync(client));
            if (!pack.Records[0].Name.EndsWith(":demo-burst", StringComparison.Ordinal))
            {
                continue;
            }

            Assert.IsTrue(pack.Records.All(record => record.Name == pack.Records[0].Name), "a batch is a pack of its own");
            Assert.IsTrue(pack.Records.Zip(pack.Records.Skip(1)).All(pair => pair.Second.Time - pair.First.Time == 0.001m));
            Assert.AreEqual(pack.BaseTime, pack.Records[^1].Time);
            decimal step = pack.Records[0].Time - last;
            Assert.IsGreaterThanOrEqualTo(0.0005m, step, "times never go back");
            start = step > 0.0015m ? pack.Records[0].Time : start;
            last = pack.Records[^1].Time;
        }
    }

    /// <summary>This client closes the connection when one of its pings is not answered with the same payload in time.</summary>
    [TestMethod, Timeout(Limits.Test), DoNotParallelize]
    public async Task Answers_pings()
    {
        LiveHost host = SharedHost.Plain;
        using var client = new ClientWebSocket();
        client.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(50);
        client.Options.KeepAliveTimeout = TimeSpan.FromMilliseconds(3000);
        await client.ConnectAsync(host.WebSocketUrl("/echo"), CancellationToken.None);

        Task<Message> echo = ReceiveAsync(client);
        await Task.Delay(4500);
        Assert.AreEqual(WebSocketState.Open, client.State);
        await client.SendAsync("x"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);

        CollectionAssert.AreEqual("x"u8.ToArray(), (await echo).Content);
    }

    private protected override (string Protocol, IReadOnlyList<Message> Messages) Receive(Uri url, string[] protocols, int count)
    {
        using ClientWebSocket client = Connect(url, protocols);
        Message[] messages = [.. Enumerable.Range(0, count).Select(_ => ReceiveAsync(client).GetAwaiter().GetResult())];
        return (client.SubProtocol ?? "", messages);
    }

    private protected override IReadOnlyList<Message> Exchange(Uri url, IReadOnlyList<Message> messages)
    {
        using ClientWebSocket client = Connect(url, []);
        List<Message> echoes = [];
        foreach (Message message in messages)
        {
            // A long message comes back while it is being sent, so both go on at the same time.
            Task<Message> echo = ReceiveAsync(client);
            SendAsync(client, message).GetAwaiter().GetResult();
            echoes.Add(echo.GetAwaiter().GetResult());
        }

        return echoes;
    }

    private protected override IReadOnlyList<Message> Actuate(Uri url, string protocol, IReadOnlyList<Message> messages)
    {
        using ClientWebSocket client = Connect(url, [protocol]);
        List<Message> received = [];
        foreach (Message message in messages)
        {
            SendAsync(client, message).GetAwaiter().GetResult();
            do
            {
                received.Add(ReceiveAsync(client).GetAwaiter().GetResult());
            }
            while (!received[^1].IsReply);
        }

        return received;
    }

    private protected override int Provoke(Uri url, IReadOnlyList<Message> messages)
    {
        using ClientWebSocket client = Connect(url, []);
        foreach (Message message in messages)
        {
            SendAsync(client, message).GetAwaiter().GetResult();
        }

        return WaitForClose(client);
    }

    private protected override int Close(Uri url, int code, string reason)
    {
        using ClientWebSocket client = Connect(url, []);
        Assert.IsTrue(client.CloseAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).Wait(Limits.Wait));
        return (int)client.CloseStatus!.Value;
    }

    private protected override int WaitForClose(Uri url, Action whenOpen)
    {
        using ClientWebSocket client = Connect(url, []);
        whenOpen();
        return WaitForClose(client);
    }

    private static int WaitForClose(ClientWebSocket client)
    {
        byte[] buffer = new byte[4096];
        while (client.CloseStatus is null)
        {
            Assert.IsTrue(client.ReceiveAsync(buffer, CancellationToken.None).Wait(Limits.Wait));
        }

        Assert.IsTrue(client.CloseAsync(client.CloseStatus.Value, "", CancellationToken.None).Wait(Limits.Wait));
        return (int)client.CloseStatus.Value;
    }

    internal static ClientWebSocket Connect(Uri url, string[] protocols)
    {
        var client = new ClientWebSocket();
        foreach (string protocol in protocols)
        {
            client.Options.AddSubProtocol(protocol);
        }

        Assert.IsTrue(client.ConnectAsync(url, TlsTests.Invoker, CancellationToken.None).Wait(Limits.Wait), "no answer");
        return client;
    }

    private static async Task SendAsync(ClientWebSocket client, Message message)
    {
        WebSocketMessageType type = message.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        for (int i = 0; i < message.Fragments.Length; i++)
        {
            await client.SendAsync(message.Fragments[i], type, i == message.Fragments.Length - 1, CancellationToken.None);
        }
    }

    internal static async Task<Message> ReceiveAsync(ClientWebSocket client)
    {
        using var timeout = new CancellationTokenSource(2 * Limits.Wait);
        using var content = new MemoryStream();
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer, timeout.Token);
            content.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);
        Assert.AreNotEqual(WebSocketMessageType.Close, result.MessageType);
        return new(result.MessageType == WebSocketMessageType.Text, content.ToArray());
    }
}
