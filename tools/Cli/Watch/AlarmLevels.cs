using Sensorcast.Client;

namespace Sensorcast.Cli.Watch;

/// <summary>Compares readings with the levels of their channel.</summary>
internal static class AlarmLevels
{
    /// <summary>The severity of a number.</summary>
    public static AlarmLevel Of(decimal number, ChannelInfo? channel) => channel switch
    {
        null => AlarmLevel.None,
        _ when number < channel.AlarmLow || number > channel.AlarmHigh => AlarmLevel.Alarm,
        _ when number < channel.WarnLow || number > channel.WarnHigh => AlarmLevel.Warning,
        _ => AlarmLevel.None,
    };
}
