using System.Globalization;
using System.Text;
using CsCheck;
using Sensorcast.Http;
using Sensorcast.Tests.Fuzz.Oracles;
using HttpMethod = Sensorcast.Http.HttpMethod;

namespace Sensorcast.Tests.Fuzz;

[TestClass]
public class ResponseWriterTests
{
    [TestMethod]
    public void Any_refusal_makes_a_whole_response()
    {
        Gen.Select(Gen.Int[400, 599], Gen.Bool, Gen.Int).Hold(2_000, x => Check(x.Item1, x.Item2, x.Item3), x => x.ToString());
    }

    [TestMethod]
    public void Numbers_are_written_as_dotnet_writes_them()
    {
        Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 1000]).Hold(2_000, CheckNumber, x => x.ToString(CultureInfo.InvariantCulture));
    }

    private static void Check(int status, bool withBody, int seed)
    {
        var writer = new ResponseWriter();
        var buffer = new Poisoned(seed);
        buffer.Fill(new byte[1024]);
        writer.Start(buffer.Buffer, buffer.Offset);
        Refuse(writer, status, withBody);
        buffer.AssertIntact();
        byte[] sent = buffer.Content[..writer.Length].ToArray();
        var response = HttpResponse.Read(sent);
        Assert.AreEqual(status, response.Status);
        Assert.AreEqual(withBody ? response.ContentLength : 0, sent.Length - response.HeadLength);
    }

    private static void Refuse(ResponseWriter writer, int status, bool withBody)
    {
        switch (status)
        {
            case HttpStatus.Unauthorized:
                writer.Unauthorized(tokenIsWrong: withBody, acceptsPassword: withBody, withBody);
                break;
            case HttpStatus.TooManyRequests:
                writer.TooManyRequests(60, withBody);
                break;
            case HttpStatus.MethodNotAllowed:
                writer.MethodNotAllowed(HttpMethod.Get | HttpMethod.Head, withBody);
                break;
            case HttpStatus.ServiceUnavailable:
                writer.ServiceUnavailable(5, withBody);
                break;
            default:
                writer.Refusal(status, withBody);
                break;
        }
    }

    private static void CheckNumber(long number)
    {
        var writer = new ResponseWriter();
        byte[] buffer = new byte[20];
        writer.Start(buffer, 1);
        writer.Number(number);
        Assert.AreEqual(number.ToString(CultureInfo.InvariantCulture), Encoding.ASCII.GetString(buffer, 1, writer.Length));
    }
}
