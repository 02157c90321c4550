using System;
using System.Text;
using Sensorcast.Http;
using Sensorcast.Sensors;

namespace Sensorcast.Tests.Unit;

/// <summary>What a request may do, by the token that it offers.</summary>
[TestClass]
public class AccessRulesTests
{
    private const string Full = "full-token";
    private const string ReadOnly = "read-only-token";

    private const string Nothing = "";
    private const string Read = "read ";
    private const string Set = "read set ";
    private const string Wrong = "wrong ";

    private readonly RequestState _request = new RequestState();
    private RequestReader _reader;

    [TestMethod]
    public void Without_tokens_everything_is_allowed()
    {
        _reader = Reader(null, null);
        Check(Set, Nothing);
        byte[] request = Encoding.UTF8.GetBytes("\r\nGET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n");
        _request.Reset();
        _reader.Read(_request, request, 0, request.Length);
        CheckMay(Set, "An empty line before");
        Check(Set, TokenHandshakes.WrongBearer);
        Check(Set, TokenHandshakes.WrongEntry);
        Assert.IsFalse(_request.OffersToken);
    }

    [TestMethod]
    public void With_a_full_token_reading_is_open()
    {
        _reader = Reader(Full, null);
        Check(Read, Nothing);
        Check(Set, TokenHandshakes.FullBearer);
        Check(Set, TokenHandshakes.FullEntry);
        Check(Wrong, TokenHandshakes.ReadOnlyBearer);
        Check(Wrong, TokenHandshakes.WrongEntry);
    }

    [TestMethod]
    public void With_a_read_only_token_nothing_can_be_set()
    {
        _reader = Reader(null, ReadOnly);
        Check(Nothing, Nothing);
        Check(Read, TokenHandshakes.ReadOnlyBearer);
        Check(Read, TokenHandshakes.ReadOnlyEntry);
        Check(Wrong, TokenHandshakes.FullBearer);
        Check(Wrong, TokenHandshakes.FullEntry);
    }

    [TestMethod]
    public void With_both_tokens_each_has_its_use()
    {
        _reader = Reader(Full, ReadOnly);
        Check(Nothing, Nothing);
        Check(Set, TokenHandshakes.FullBearer);
        Check(Set, TokenHandshakes.FullEntry);
        Check(Read, TokenHandshakes.ReadOnlyBearer);
        Check(Read, TokenHandshakes.ReadOnlyEntry);
        Check(Wrong, TokenHandshakes.WrongBearer);
        Check(Wrong, TokenHandshakes.WrongEntry);
    }

    [TestMethod]
    public void Takes_a_token_from_its_two_fields_only()
    {
        _reader = Reader(Full, ReadOnly);
        Check(Set, "authorization: BEARER \t full-token \r\n");
        Check(Set, "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: token.ZnVsbC10b2tlbg\r\n");
        Check(Set, "Sec-WebSocket-Protocol: token.ZnVsbC10b2tlbg, t\r\n");
        Check(Set, "Authorization: Basic full-token\r\n" + TokenHandshakes.FullEntry);
        Check(Nothing, "Authorization:\r\n");
        Check(Nothing, "Authorization: Bearer\r\n");
        Check(Nothing, "Authorization: full-token\r\n");
        Check(Nothing, "Authorization: Basic full-token\r\n");
        Check(Nothing, "Authorization: Basic Bearer full-token\r\n");
        Check(Nothing, "Authorization: Basic x\r\n" + TokenHandshakes.FullBearer);
        Check(Nothing, "Proxy-Authorization: Bearer full-token\r\n");
        Check(Nothing, "Sec-WebSocket-Protocol: ZnVsbC10b2tlbg\r\n");
        Check(Nothing, "Sec-WebSocket-Protocol: Token.ZnVsbC10b2tlbg\r\n");
        Check(Nothing, "Sec-WebSocket-Protocol: token\r\n");
        Check(Nothing, "Cookie: token=full-token\r\n");
    }

    [TestMethod]
    public void Knows_a_wrong_token()
    {
        _reader = Reader(Full, ReadOnly);
        foreach (string token in new string[]
        {
            "f", "full-toke", "full-tokens", "Full-token", "full-tokem", "gull-token", "full-tokenfull-token", "ZnVsbC10b2tlbg",
            "full-token,", "\"full-token\"",
            "full-token full-token", "full-token, Bearer full-token", HandshakeCase.Repeat("full-token", 13),
            HandshakeCase.Repeat("full-token", 700),
        })
        {
            bool isRight = token == "full-token,";
            Check(isRight ? Set : Wrong, "Authorization: Bearer " + token + "\r\n");
        }

        foreach (string entry in new string[]
        {
            "token.", "token.Z", "token.ZnVsbC10b2tlbg==", "token.ZnVsbC10b2tlbh", "token.znVsbC10b2tlbg", "token.full-token",
            "token.token.ZnVsbC10b2tlbg",
            "token.ZnVsbC10b2tlbgA", "token." + HandshakeCase.Repeat("Z", 500),
        })
        {
            Check(Wrong, "Sec-WebSocket-Protocol: " + entry + "\r\n");
        }
    }

    [TestMethod]
    public void One_request_is_one_guess()
    {
        _reader = Reader(Full, ReadOnly);
        Check(Wrong, TokenHandshakes.FullBearer + TokenHandshakes.FullBearer);
        Check(Wrong, TokenHandshakes.FullBearer + TokenHandshakes.FullEntry);
        Check(Wrong, "Sec-WebSocket-Protocol: token.YWFhYWFhYWE, token.ZnVsbC10b2tlbg\r\n");
        Check(Wrong, TokenHandshakes.ReadOnlyEntry + TokenHandshakes.FullEntry);
    }

    [TestMethod]
    public void Takes_tokens_of_8_to_64_bytes_of_any_characters_that_make_a_word()
    {
        _reader = Reader("k\u00fcche~?>?>~x", null);
        Check(Set, "Authorization: Bearer k\u00fcche~?>?>~x\r\n");
        Check(Set, "Sec-WebSocket-Protocol: token.a8O8Y2hlfj8-Pz5-eA\r\n");
        _reader = Reader("????????", null);
        Check(Set, "Sec-WebSocket-Protocol: token.Pz8_Pz8_Pz8\r\n");
        _reader = Reader(HandshakeCase.Repeat("x", 64), "12345678");
        Check(Set, "Authorization: Bearer " + HandshakeCase.Repeat("x", 64) + "\r\n");
        Check(Set, "Sec-WebSocket-Protocol: token." + HandshakeCase.Repeat("eHh4", 21) + "eA\r\n");
        Check(Wrong, "Authorization: Bearer " + HandshakeCase.Repeat("x", 65) + "\r\n");
        Check(Read, "Authorization: Bearer 12345678\r\n");
    }

    [TestMethod]
    public void Refuses_other_tokens_without_naming_them()
    {
        foreach (string token in new string[]
        {
            string.Empty, "1234567", HandshakeCase.Repeat("x", 65), HandshakeCase.Repeat("\u00e4", 33), "with space", "with,comma",
            "with\ttab", "withbell\u0007", "withdel\u007f",
        })
        {
            Assert.IsTrue(IsRefused(token, null, token));
            Assert.IsTrue(IsRefused(null, token, token));
        }

        Assert.IsTrue(IsRefused(Full, Full, Full), "Two tokens that are one");
    }

    private static bool IsRefused(string token, string readOnlyToken, string secret)
    {
        try
        {
            Reader(token, readOnlyToken);
            return false;
        }
        catch (ArgumentException e)
        {
            return secret.Length == 0 || !e.Message.Contains(secret);
        }
    }

    private static RequestReader Reader(string token, string readOnlyToken)
    {
        SensorOptions defaults = new SensorOptions();
        AccessRules access = new AccessRules(defaults.HostNames, defaults.AllowedOrigins, token, readOnlyToken);
        return new RequestReader(TestRoutes.Make(), access, new RequestContent());
    }

    private void Check(string expected, string fields)
    {
        byte[] request = Encoding.UTF8.GetBytes("GET /ws HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
        for (int cut = 1; cut <= request.Length; cut += TestEffort.StrideOf(request))
        {
            _request.Reset();
            _reader.Read(_request, request, 0, cut);
            _reader.Read(_request, request, cut, request.Length - cut);
            CheckMay(expected, fields);
        }

        _request.Reset();
        for (int i = 0; i < request.Length; i++)
        {
            _reader.Read(_request, request, i, 1);
        }

        CheckMay(expected, fields);
    }

    private void CheckMay(string expected, string fields)
    {
        Assert.IsTrue(_request.IsComplete, fields);
        string may = (_request.MayRead ? "read " : string.Empty) + (_request.MaySet ? "set " : string.Empty)
            + (_request.TokenIsWrong ? Wrong : string.Empty);
        Assert.AreEqual(expected, may, fields);
    }
}
