using System.Globalization;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>A client in another language: a script that runs a command and prints the result.</summary>
public abstract class ScriptClientTests : ActuatingClientTests
{
    private const int Wait = 4 * Limits.Wait;

    private readonly string _interpreter;
    private readonly string _script;

    private protected ScriptClientTests(string interpreter, string script)
    {
        _interpreter = interpreter;
        _script = Path.Combine(Folder, script);
    }

    /// <summary>Where the scripts are.</summary>
    private protected static string Folder => Path.Combine(Repository.Root, "tests", "EndToEnd", "Interop");

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("/ws", "")]
    [DataRow("/echo", "the same payload")]
    public void Answers_a_ping(string path, string payload)
    {
        using ToolProcess client = Start("ping", SharedHost.Plain.WebSocketUrl(path), payload);

        Assert.AreEqual(payload, client.Finish("", Wait).Trim());
    }

    private protected override (string Protocol, IReadOnlyList<Message> Messages) Receive(Uri url, string[] protocols, int count)
    {
        using ToolProcess client = Start("receive", url, string.Join(',', protocols), Text(count));
        string protocol = client.ReadLine(Wait);
        return (protocol, Messages(client.Finish("", Wait)));
    }

    private protected override IReadOnlyList<Message> Exchange(Uri url, IReadOnlyList<Message> messages)
    {
        using ToolProcess client = Start("exchange", url);
        return Messages(client.Finish(Lines(messages), Wait));
    }

    private protected override IReadOnlyList<Message> Actuate(Uri url, string protocol, IReadOnlyList<Message> messages)
    {
        using ToolProcess client = Start("actuate", url, protocol);
        return Messages(client.Finish(Lines(messages), Wait));
    }

    private protected override int Provoke(Uri url, IReadOnlyList<Message> messages)
    {
        using ToolProcess client = Start("provoke", url);
        return Code(client.Finish(Lines(messages), Wait));
    }

    private protected override int Close(Uri url, int code, string reason)
    {
        using ToolProcess client = Start("close", url, Text(code), reason);
        return Code(client.Finish("", Wait));
    }

    private protected override int WaitForClose(Uri url, Action whenOpen)
    {
        using ToolProcess client = Start("wait", url);
        Assert.AreEqual("open", client.ReadLine(Wait));
        whenOpen();
        return Code(client.Finish("", Wait));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Code(string output) => int.Parse(output, CultureInfo.InvariantCulture);

    private static string Lines(IReadOnlyList<Message> messages) => string.Concat(messages.Select(message => message.ToLine() + "\n"));

    private static Message[] Messages(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Message.FromLine)];

    private ToolProcess Start(string command, Uri url, params string[] arguments) =>
        new(_interpreter, [_script, command, url.ToString(), .. arguments], environment: new Dictionary<string, string>
        {
            // The authorities that Node and OpenSSL trust.
            ["NODE_EXTRA_CA_CERTS"] = Certificates.AuthorityFile,
            ["SSL_CERT_FILE"] = Certificates.AuthorityFile,
        });
}
