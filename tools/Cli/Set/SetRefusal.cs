using Sensorcast.Client;

namespace Sensorcast.Cli.Set;

/// <summary>Says why a board has set nothing, and which values it accepts.</summary>
internal sealed class SetRefusal(
    IReadOnlyDictionary<string, ChannelInfo> channels, IReadOnlyDictionary<string, ReadingKind> kinds, string baseName)
{
    /// <summary>No more names than a line has room for.</summary>
    private const int NamesShown = 8;

    /// <summary>The sentence.</summary>
    /// <param name="code">The board's error code.</param>
    /// <param name="name">What is at fault.</param>
    /// <param name="count">How many values were to be set.</param>
    public string Describe(string code, string name, int count)
    {
        string others = count > 1 ? " Nothing else was set either." : "";
        return $"{name} was not set: {code}, {Reason(code, name)}.{Hint(code, name)}{others}";
    }

    private string Reason(string code, string name)
    {
        channels.TryGetValue(name, out ChannelInfo? channel);
        ReadingKind? kind = kinds.TryGetValue(name, out ReadingKind known) ? known : null;
        return code switch
        {
            "unknown-name" => "the board has nothing of that name",
            "not-settable" => "it is a sensor",
            "wrong-type" or "wrong-unit" or "out-of-range" when channel is not null => $"it takes {Settings.Describe(channel, kind)}",
            "too-long" => "a board takes no more than 1,024 bytes at once",
            "too-many-records" => "a board takes no more than 16 values at once",
            "failed" => "the actuator did not work",
            "busy" => "try again",
            "not-allowed" => "that needs a token with full access",
            _ => "the board gives no further reason",
        };
    }

    private string Hint(string code, string name)
    {
        if (code is not ("unknown-name" or "not-settable"))
        {
            return "";
        }

        string[] settable = [.. channels.Values.Where(static channel => channel.IsSettable)
            .Select(channel => Pack.ChannelOf(channel.Name, baseName)).Order(StringComparer.Ordinal)];
        IReadOnlyList<string> near = code == "unknown-name" ? Nearest.Of(Pack.ChannelOf(name, baseName), settable) : [];
        if (near.Count > 0)
        {
            return Nearest.Question(near);
        }

        return settable.Length == 0
            ? " The board has nothing that can be set."
            : $" What can be set: {string.Join(", ", settable.Take(NamesShown))}{(settable.Length > NamesShown ? ", …" : "")}.";
    }
}
