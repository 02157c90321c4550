using System;
using System.Collections;
using System.Diagnostics;
using Sensorcast.Telemetry;

namespace Sensorcast.Device;

/// <summary>Collects channels. One whose sensor is not there is left out; the others stay.</summary>
internal sealed class ChannelList
{
    private readonly ArrayList _channels = new ArrayList();

    /// <summary>Adds a channel of numbers.</summary>
    /// <param name="name">The SenML name.</param>
    /// <param name="unit">The SenML unit.</param>
    /// <param name="exponent">The power of ten of a reading.</param>
    /// <param name="periodMilliseconds">The time from one reading to the next.</param>
    /// <param name="createSensor">Makes the sensor, or throws.</param>
    internal void Add(string name, string unit, int exponent, int periodMilliseconds, SensorFactory createSensor)
    {
        Add(name, () => new Channel(name, unit, exponent, periodMilliseconds, createSensor()));
    }

    /// <summary>Adds a channel of any kind.</summary>
    /// <param name="name">What the message calls it when it is left out.</param>
    /// <param name="createChannel">Makes the channel, or throws.</param>
    internal void Add(string name, ChannelFactory createChannel)
    {
        try
        {
            _channels.Add(createChannel());
        }
        catch (Exception e)
        {
            Debug.WriteLine("Channel " + name + " is left out: " + e);
        }
    }

    internal Channel[] ToArray()
    {
        return (Channel[])_channels.ToArray(typeof(Channel));
    }
}
