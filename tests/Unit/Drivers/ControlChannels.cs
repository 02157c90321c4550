using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A channel of each kind that can be set: a text, a choice, a button and a number.</summary>
internal static class ControlChannels
{
    internal static Channel[] Make(Words words, FixedActuator actuator)
    {
        Control slow = Control.Number(actuator, 10);
        slow.TakesMilliseconds = 2500;
        Channel[] channels =
        {
            new Channel("name", 1000, words).SetBy(Control.Text(words, 8)),
            new Channel("mode", 1000, words).SetBy(Control.Choice(words, "eco", "\u00e4 \"b\"")),
            Channel.Button("restart", actuator, needsConfirmation: true),
            new Channel("level", "/", -2, 1000, (ISensor)actuator).SetBy(slow, 5, 100),
        };
        return channels;
    }
}
