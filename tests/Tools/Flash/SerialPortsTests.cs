using Sensorcast.Flash;

namespace Sensorcast.Tests.FlashTests;

/// <summary>Which port the board is on.</summary>
[TestClass]
public class SerialPortsTests
{
    [TestMethod]
    public void Takes_the_port_of_the_option_or_else_the_only_one()
    {
        Assert.AreEqual("COM9", SerialPorts.Choose("COM9", ["COM3", "COM4"]));
        Assert.AreEqual("COM3", SerialPorts.Choose(null, ["COM3"]));
    }

    [TestMethod]
    public void Lists_the_ports_when_it_cannot_choose()
    {
        FlashException e = Assert.ThrowsExactly<FlashException>(() => SerialPorts.Choose(null, ["COM3", "COM4"]));

        Assert.AreEqual("There are several serial ports: COM3, COM4. Name the board's with --port.", e.Message);
    }

    [TestMethod]
    public void Knows_usb_ports_from_others()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ports");
        try
        {
            foreach (string name in new[]
            {
                "ttyUSB1", "ttyUSB0", "ttyACM0", "cu.usbserial-0001", "cu.usbmodem1101", "cu.SLAB_USBtoUART", "cu.wchusbserial10",
                "tty", "ttyS0", "tty.usbserial-0001", "cu.Bluetooth-Incoming-Port", "null",
            })
            {
                File.WriteAllText(Path.Combine(folder.FullName, name), "");
            }

            Assert.AreSequenceEqual(
                ["cu.SLAB_USBtoUART", "cu.usbmodem1101", "cu.usbserial-0001", "cu.wchusbserial10", "ttyACM0", "ttyUSB0", "ttyUSB1"],
                SerialPorts.FindIn(folder.FullName).Select(port => Path.GetFileName(port)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Says_that_there_is_no_port()
    {
        if (SerialPorts.Find().Count > 0)
        {
            Assert.Inconclusive("This machine has a serial port.");
        }

        using var sandbox = new Sandbox();

        (int code, _, string errors) = sandbox.Run();

        Assert.AreEqual(1, code);
        Assert.StartsWith("There is no serial port.", errors);
        Assert.IsEmpty(sandbox.Calls);
    }
}
