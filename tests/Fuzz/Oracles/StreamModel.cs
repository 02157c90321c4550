using System.Globalization;
using System.Text;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Actuation;
using Sensorcast.Tests.Fuzz.Server;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// What a server with a run's channels must answer the clients of its stream, by what it read and when: a message that does not arrive
/// whole is gathered in the one buffer that there is, and of the errors in one read the first is reported and the others are counted.
/// </summary>
internal sealed class StreamModel
{
    private static readonly Dictionary<ActuationError, string> Names = new()
    {
        [ActuationError.UnknownName] = "unknown-name",
        [ActuationError.NotSettable] = "not-settable",
        [ActuationError.WrongType] = "wrong-type",
        [ActuationError.WrongUnit] = "wrong-unit",
        [ActuationError.OutOfRange] = "out-of-range",
        [ActuationError.TimeNotSupported] = "time-not-supported",
        [ActuationError.NotUnderstood] = "not-understood",
        [ActuationError.TooManyRecords] = "too-many-records",
        [ActuationError.Failed] = "failed",
        [ActuationError.NotAllowed] = "not-allowed",
        [ActuationError.Busy] = "busy",
    };

    private readonly Channel[] _channels = ServerRun.MakeChannels();
    private readonly Dictionary<int, List<string>> _answers = [];
    private readonly HashSet<int> _maySet = [];
    private readonly HashSet<int> _ended = [];
    private readonly Dictionary<int, (int Read, int Errors)> _errors = [];
    private int _holder = -1;

    /// <summary>Works out the answers of all clients.</summary>
    /// <param name="clients">
    /// Each client, whether it may set actuators, its stream as read, and the number of the read that took a byte of it.
    /// </param>
    /// <returns>For each client its answers: "text" and the reply, pongs and close frames; null when they are not known.</returns>
    internal static Dictionary<int, List<string>>? Answer(
        IReadOnlyList<(int Client, bool MaySet, Trace Trace, Func<long, int> ReadOf)> clients)
    {
        // A text that is no UTF-8 may have been gathered in part or not.
        bool isUnclear =
            clients.Any(client => client.Trace.Fault is Fault.TextNotUtf8 or Fault.TextCutShort && client.Trace.OpenStart >= 0);
        if (isUnclear && clients.Count > 1)
        {
            return null;
        }

        var model = new StreamModel();
        List<(int Read, long Offset, Action Play)> plays = [];
        foreach ((int client, bool maySet, Trace trace, Func<long, int> readOf) in clients)
        {
            if (maySet)
            {
                model._maySet.Add(client);
            }

            model._answers[client] = [];
            for (int i = 0; i < trace.Events.Count; i++)
            {
                string what = trace.Events[i];
                Extent extent = trace.Extents[i];
                int read = readOf(extent.End);
                bool isGathered = IsMessage(what) && (extent.IsFragmented || readOf(extent.Start) != read);
                if (isGathered)
                {
                    plays.Add((readOf(extent.Start), extent.Start, () => model.Begin(client)));
                }

                plays.Add((read, extent.End, () => model.Take(client, what, isGathered, read)));
            }

            if (trace.OpenStart >= 0)
            {
                plays.Add((readOf(trace.OpenStart), trace.OpenStart, () => model.Begin(client)));
            }

            foreach (int read in trace.Extents.Select(extent => readOf(extent.End)).Distinct())
            {
                plays.Add((read, long.MaxValue, () => model.EndRead(client, read)));
            }
        }

        foreach ((_, _, Action play) in plays.OrderBy(play => play.Read).ThenBy(play => play.Offset))
        {
            play();
        }

        return model._answers;
    }

    private static bool IsMessage(string what) =>
        what.StartsWith("text", StringComparison.Ordinal) || what.StartsWith("binary", StringComparison.Ordinal);

    private void Begin(int client) => _holder = _ended.Contains(client) ? _holder : client;

    private void Take(int client, string what, bool isGathered, int read)
    {
        if (_ended.Contains(client))
        {
            return;
        }

        string[] words = what.Split(' ');
        switch (words[0])
        {
            case "ping":
                _answers[client].Add("pong " + words[1]);
                break;
            case "pong":
                break;
            case "error" or "close":
                _ended.Add(client);
                _answers[client].Add("close " + words[1]);
                break;
            default:
                if (isGathered && _holder != client)
                {
                    Refuse(client, read, null, ActuationError.Busy, string.Empty);
                    break;
                }

                _holder = isGathered ? -1 : _holder;
                TakeMessage(client, Convert.FromHexString(words[1]), words[0] == "text", read);
                break;
        }
    }

    private void TakeMessage(int client, byte[] message, bool isJson, int read)
    {
        List<List<(string Label, object? Value)>>? records = isJson ? PackFields.Json(message) : PackFields.Cbor(message);
        bool hasContent = records is { Count: > 0 } && records.TrueForAll(record => record.Count > 0);
        ActuationModel? pack = hasContent ? ActuationModel.Of(ServerRun.BaseName, _channels, records!) : null;
        if (pack is not { IsPack: true })
        {
            _ended.Add(client);
            _answers[client].Add("close 1008");
            return;
        }

        int failed = pack.Settings.FindLastIndex(setting => !MoodyActuator.Takes((int)setting.Min));
        if (pack.Error != ActuationError.None)
        {
            Refuse(client, read, pack.Sequence, pack.Error, pack.Fault);
        }
        else if (pack.Settings.Count > 0 && !_maySet.Contains(client))
        {
            Refuse(client, read, pack.Sequence, ActuationError.NotAllowed, string.Empty);
        }
        else if (failed >= 0)
        {
            Refuse(client, read, pack.Sequence, ActuationError.Failed, ServerRun.BaseName + _channels[pack.Settings[failed].Channel].Name);
        }
        else if (pack.Sequence != null)
        {
            Reply(client, $"\"seq\":{pack.Sequence}");
        }
    }

    private void Refuse(int client, int read, uint? sequence, ActuationError error, string name)
    {
        int before = _errors.TryGetValue(client, out (int Read, int Errors) known) && known.Read == read ? known.Errors : 0;
        _errors[client] = (read, before + 1);
        if (before > 0)
        {
            return;
        }

        bool isName = name.Length is > 0 and <= 96 && name.All(c => char.IsAsciiLetterOrDigit(c) || "-:./_".Contains(c));
        string start = sequence is null ? string.Empty : $"\"seq\":{sequence},";
        string end = isName ? $",\"n\":\"{name}\"" : string.Empty;
        Reply(client, $"{start}\"error\":\"{Names[error]}\"{end}");
    }

    private void EndRead(int client, int read)
    {
        if (!_ended.Contains(client) && _errors.TryGetValue(client, out (int Read, int Errors) known) && known.Read == read
            && known.Errors > 1)
        {
            Reply(client, string.Create(CultureInfo.InvariantCulture, $"\"error\":\"more\",\"count\":{known.Errors - 1}"));
        }
    }

    private void Reply(int client, string fields) =>
        _answers[client].Add("text " + Convert.ToHexString(Encoding.ASCII.GetBytes("{" + fields + "}")));
}
