using System.Device.Gpio;
using System.Threading;

namespace Sensorcast.Device.Network;

/// <summary>A button between a pin and ground that is held down when the board starts: it asks for set-up mode.</summary>
internal static class SetupButton
{
    private const int HoldTime = 5000;
    private const int CheckPeriod = 100;

    /// <summary>Whether the button is held down for 5 seconds from now. Returns as soon as it is not.</summary>
    /// <param name="pin">The pin's number; below 0, there is no button.</param>
    internal static bool IsHeld(int pin)
    {
        if (pin < 0)
        {
            return false;
        }

        using (GpioController controller = new GpioController())
        {
            GpioPin button = controller.OpenPin(pin, PinMode.InputPullUp);
            for (int held = 0; held < HoldTime; held += CheckPeriod)
            {
                if (button.Read() == PinValue.High)
                {
                    return false;
                }

                Thread.Sleep(CheckPeriod);
            }

            return true;
        }
    }
}
