using System.Text;

namespace Sensorcast.Cli.Bridge;

/// <summary>The topics of a board. What they carry comes before the channel, since a channel's name may have slashes of its own.</summary>
internal sealed class BoardTopics(string prefix, string board)
{
    private readonly string _root = $"{prefix}/{board}";

    /// <summary>Retained: <c>online</c> or <c>offline</c>.</summary>
    public string Status => _root + "/status";

    /// <summary>Retained: the same of the board alone, which shows which of the two is offline.</summary>
    public string Board => _root + "/board";

    /// <summary>Retained: which bridge publishes the board, or did so last.</summary>
    public string Bridge => _root + "/bridge";

    /// <summary>Requests <see cref="Bridge"/>: a bridge that answers is alive.</summary>
    public string BridgeRequest => _root + "/get/bridge";

    /// <summary>Every live pack, byte for byte.</summary>
    public string Packs => _root + "/packs";

    /// <summary>The first pack of each connection to the board, byte for byte: the history.</summary>
    public string History => _root + "/history";

    /// <summary>The subscription for commands.</summary>
    public string AllCommands => _root + "/set/#";

    /// <summary>Retained: a pack like a first one, not older than some seconds.</summary>
    public string Recent => _root + "/recent";

    /// <summary>Requests <see cref="Recent"/>.</summary>
    public string RecentRequest => _root + "/get/recent";

    /// <summary>All that is published of the board.</summary>
    public string All => _root + "/#";

    /// <summary>The board's identifier for the broker and Home Assistant.</summary>
    public static string IdentityOf(string prefix, string board) => $"{prefix}-{board}".Replace('/', '-');

    /// <summary>Retained: the last reading of a channel.</summary>
    public string ReadingOf(string channel) => $"{_root}/readings/{channel}";

    /// <summary>Where a channel is set.</summary>
    public string CommandOf(string channel) => $"{_root}/set/{channel}";

    /// <summary>The result of a command.</summary>
    public string ResultOf(string channel) => channel.Length == 0 ? _root + "/result" : $"{_root}/result/{channel}";

    /// <summary>The channel of a command's topic; empty for the topic above, which the subscription also matches.</summary>
    public string ChannelOf(string commandTopic)
    {
        string prefix = _root + "/set/";
        return commandTopic.StartsWith(prefix, StringComparison.Ordinal) ? commandTopic[prefix.Length..] : "";
    }

    /// <summary>Whether a channel's name can be part of a topic (MQTT 5 sections 1.5.4 and 4.7): a board may send any text.</summary>
    public bool CanName(string channel) =>
        channel.Length > 0
        && !channel.Any(static character => character is '+' or '#' or (>= '\uD800' and <= '\uDFFF') || char.IsControl(character))
        && Encoding.UTF8.GetByteCount(ReadingOf(channel)) <= ushort.MaxValue;
}
