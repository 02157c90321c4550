using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sensorcast.Simulator.Clients;

namespace Sensorcast.Simulator.Checks;

/// <summary>Reads and checks one HTTP response.</summary>
internal sealed class HttpWitness(World world, Witness witness)
{
    private const string WebSocketGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private const int PieceOverhead = 128; // what the runtime adds to an array that is made from constant data

    private static readonly int[] Refusals = [400, 403, 404, 405, 408, 413, 414, 426, 431, 503, 505];

    private static readonly HashSet<string> ValidPages = [];

    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private Totals? _totals;
    private long _length;

    public int Status { get; private set; }

    public bool HasLength => _length >= 0;

    /// <summary>Whether it says that the request has taken too long.</summary>
    public bool IsTimeout { get; private set; }

    /// <summary>Whether it says that another request's body is in the shared buffer.</summary>
    public bool IsBusy { get; private set; }

    public bool IsError => Status != 200;

    public bool IsComplete =>
        witness.Plan.Subject == Subject.Head || (_length >= 0 && _body.WrittenCount == _length) || (!HasLength && IsWholeStatus());

    /// <summary>Reads the head, which comes in one send.</summary>
    /// <returns>How many bytes it has.</returns>
    public int ReadHead(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        witness.Check(end > 0 && bytes.StartsWith("HTTP/1.1 "u8), "http", "gets no head of a response");
        string[] lines = Encoding.ASCII.GetString(bytes[..end]).Split("\r\n");
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            witness.Check(colon > 0, "http", $"gets the field '{line}'");
            string name = line[..colon];
            string value = line[(colon + 2)..];
            _fields[name] = _fields.TryGetValue(name, out string? before) ? before + ", " + value : value;
        }

        Status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        _length = _fields.TryGetValue("Content-Length", out string? length) ? long.Parse(length, CultureInfo.InvariantCulture) : -1;
        CheckStatus();
        CheckFields();
        return end + 4;
    }

    public void ReadBody(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return;
        }

        _totals ??= Totals.Now(world);
        _body.Write(bytes);
        witness.Check(!HasLength || _body.WrittenCount <= _length, "http", "gets more than Content-Length says");
        if (Status == 200 && witness.Plan.Subject == Subject.Page)
        {
            AllowPage(bytes.Length);
            CheckPage();
        }

        if (Status == 200 && witness.Plan.Answer is { } answer)
        {
            witness.Check(answer.AsSpan().StartsWith(_body.WrittenSpan), "body", "gets another answer than its own");
            witness.Check(_length == answer.Length, "body", $"gets an answer of {_length} bytes instead of {answer.Length}");
        }
    }

    /// <summary>The page is made piece by piece, which is all that the server allocates.</summary>
    public void AllowPage(int size)
    {
        if (witness.Plan.Subject == Subject.Page)
        {
            world.PageAllowance += size + (PieceOverhead * ((size / 1024) + 1));
        }
    }

    /// <summary>Whether a document without a length was whole when the server closed.</summary>
    public bool IsWholeAtEnd()
    {
        if (HasLength || witness.Plan.Subject != Subject.Metrics)
        {
            return false;
        }

        _totals!.CheckMetrics(witness, Encoding.ASCII.GetString(_body.WrittenSpan));
        return true;
    }

    private void CheckStatus()
    {
        Plan plan = witness.Plan;
        IsTimeout = witness.ReadBytes < plan.Length && world.StepTime >= witness.RequestEnd && Status == (witness.IsRefused ? 503 : 408);
        if (IsTimeout)
        {
            return;
        }

        witness.Check(Status != 408, "status", "gets 408 before its time is over");

        if (plan.IsGarbage)
        {
            witness.Check(witness.ReadBytes > 0 && Refusals.Contains(Status), "status", $"gets {Status} for garbage");
            return;
        }

        if (Status == 503 && !witness.IsRefused && plan.IsKept)
        {
            witness.Check(witness.HasMetBody, "buffer", "gets 503 although there was no other request in the shared buffer");
            IsBusy = true;
            return;
        }

        int expected = witness.IsRefused && !plan.IsMalformed ? 503 : plan.Status;
        witness.Check(Status == expected, "status", $"gets {Status} instead of {expected}");
        witness.Check(plan.IsMalformed || witness.IsRefusedBody
            || witness.ReadBytes >= plan.Length, "status", "is answered before its request is whole");
    }

    private void CheckFields()
    {
        switch (Status)
        {
            case 101:
                CheckField("Sec-WebSocket-Accept", AcceptKey(witness.Plan.Key));
                CheckField("Upgrade", "websocket");
                CheckField("Connection", "Upgrade");
                CheckField("Sec-WebSocket-Protocol", witness.Plan.Subprotocol);
                break;
            case 405:
                CheckField("Allow", "GET, HEAD");
                break;
            case 426:
                CheckField("Upgrade", "websocket");
                CheckField("Sec-WebSocket-Version", "13");
                break;
            case 503:
                witness.Check(_fields.ContainsKey("Retry-After"), "http", "gets 503 without Retry-After");
                break;
        }
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 section 4.2.2 asks for SHA-1.")]
    private static string AcceptKey(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + WebSocketGuid)));

    private void CheckField(string name, string? expected)
    {
        _fields.TryGetValue(name, out string? value);
        witness.Check(value == expected, "http", $"gets {name}: {value} instead of {expected}");
    }

    private void CheckPage()
    {
        if (_body.WrittenCount < _length)
        {
            return;
        }

        string hash = Convert.ToHexString(SHA256.HashData(_body.WrittenSpan));
        if (!ValidPages.Contains(hash))
        {
            using var page = new StreamReader(new GZipStream(new MemoryStream(_body.WrittenSpan.ToArray()), CompressionMode.Decompress));
            witness.Check(page.ReadToEnd().Contains("</html>", StringComparison.OrdinalIgnoreCase), "http", "gets a page without its end");
            ValidPages.Add(hash);
        }
    }

    private bool IsWholeStatus()
    {
        ReadOnlySpan<byte> body = _body.WrittenSpan;
        if (witness.Plan.Subject != Subject.Status || !body.EndsWith("]}\n"u8))
        {
            return false;
        }

        using JsonDocument status = JsonDocument.Parse(body.ToArray());
        _totals!.CheckStatus(witness, status.RootElement);
        return true;
    }
}
