using Sensorcast.Http;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;

namespace Sensorcast.Sensors;

/// <summary>
/// Says what is wrong with a request for readings: problem details in JSON (RFC 9457), with the word that the stream uses for the same
/// error.
/// </summary>
internal static class ReadingsProblem
{
    /// <summary>The maximum size of the list of names in bytes: the rest of the body needs a few hundred.</summary>
    private const int MaxNamesSize = 1600;

    /// <summary>There is no channel of that name: says which there are, as many as fit.</summary>
    internal static void WriteUnknownName(Response response, ChannelState[] channels)
    {
        Start(response, HttpStatus.NotFound, ActuationError.UnknownName);
        response.Write("No channel has this name.\",\"names\":[");
        int size = 0;
        int count = 0;
        for (; count < channels.Length && size < MaxNamesSize; count++)
        {
            string name = channels[count].Channel.Name;
            const int Punctuation = 3;
            size += name.Length + Punctuation;
            response.Write(count == 0 ? "\"" : ",\"");
            response.Write(name);
            response.Write("\"");
        }

        response.Write("],\"more\":");
        response.Write(channels.Length - count);
        response.Write("}\n");
    }

    /// <summary>The method is not for this path (RFC 9110 section 15.5.6).</summary>
    internal static void WriteNotSettable(Response response)
    {
        Start(response, HttpStatus.MethodNotAllowed, ActuationError.NotSettable);
        response.AddField("Allow", "GET, HEAD");
        response.Write("Only a channel with an actuator can be set.\"}\n");
    }

    /// <summary>The body cannot be read.</summary>
    internal static void WriteMalformed(Response response)
    {
        Start(response, HttpStatus.BadRequest, ActuationError.Malformed);
        response.Write("The body is not a SenML pack, and not a JSON number, text, true or false.\"}\n");
    }

    /// <summary>The body can be read, and not be followed.</summary>
    internal static void WriteRefusal(Response response, ActuationError error, Channel channel)
    {
        Start(response, error == ActuationError.Failed ? HttpStatus.Conflict : HttpStatus.UnprocessableContent, error);
        switch (error)
        {
            case ActuationError.WrongType:
                response.Write(channel.Kind == ChannelKind.Boolean ? "It is set to true or false." : "It is set to a number.");
                break;
            case ActuationError.WrongUnit:
                response.Write(channel.Unit == null ? "It has no unit" : "Its unit is ");
                response.Write(channel.Unit == null ? string.Empty : channel.Unit);
                response.Write(".");
                break;
            case ActuationError.OutOfRange:
                response.Write("It is set to ");
                WriteNumber(response, channel.Min, channel.Exponent);
                response.Write(" to ");
                WriteNumber(response, channel.Max, channel.Exponent);
                response.Write(".");
                break;
            case ActuationError.TimeNotSupported:
                response.Write("It can be set now only: leave out the times.");
                break;
            case ActuationError.NotUnderstood:
                response.Write("The pack has a version, or a label that ends in _, that is not understood.");
                break;
            case ActuationError.Failed:
                response.Write("The actuator refuses now.");
                break;
            default:
                response.Write("The pack has to set the channel of this path, by its full name, and no other.");
                break;
        }

        response.Write("\"}\n");
    }

    private static void Start(Response response, int status, ActuationError error)
    {
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Write("{\"title\":\"");
        response.Write(StatusText.Reason(status));
        response.Write("\",\"status\":");
        response.Write(status);
        response.Write(",\"error\":\"");
        response.Write(ActuationReply.NameOf(error));
        response.Write("\",\"detail\":\"");
    }

    private static void WriteNumber(Response response, int value, int exponent)
    {
        byte[] number = new byte[JsonNumber.MaxSize];
        response.Write(number, 0, JsonNumber.Write(number, 0, value, exponent));
    }
}
