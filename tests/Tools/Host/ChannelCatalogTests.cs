using Sensorcast.Host;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.HostTests;

[TestClass]
public class ChannelCatalogTests
{
    // The units that the catalog uses, as they stand in the registry of RFC 8428 section 12.1 and RFC 8798 section 2.
    private static readonly string[] Registered = ["/", "B", "Cel", "V", "m/s2", "%RH", "J", "W"];

    [TestMethod, Timeout(Limits.Test)]
    public void Has_the_channels_of_every_machine()
    {
        string[] names = Names(ChannelCatalog.Create(new FakeClock(), demo: false, demoRate: 50, demoBurst: false));

        // A virtual machine has no temperature.
        Assert.AreEqual("cpu memory process-cpu working-set", string.Join(' ', names.Except(["temperature"])));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Adds_the_demo()
    {
        string[] without = Names(ChannelCatalog.Create(new FakeClock(), demo: false, demoRate: 50, demoBurst: false));
        string[] with = Names(ChannelCatalog.Create(new FakeClock(), demo: true, demoRate: 50, demoBurst: false));

        Assert.AreEqual("demo-wave demo-vibration demo-contact demo-phase demo-lamp demo-dimmer", string.Join(' ', with.Except(without)));
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Keeps_to_SenML()
    {
        foreach (Channel channel in ChannelCatalog.Create(new FakeClock(), demo: true, demoRate: 50, demoBurst: true, demoKinds: true))
        {
            Assert.MatchesRegex("^[A-Za-z0-9][A-Za-z0-9:./_-]*$", channel.Name);
            Assert.IsTrue(channel.Unit is null || Registered.Contains(channel.Unit), channel.Unit);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow(1, 1000)]
    [DataRow(50, 20)]
    [DataRow(100, 10)]
    [DataRow(300, 3)]
    [DataRow(1000, 1)]
    public void Samples_the_vibration_at_the_rate_of_the_option(int rate, int period)
    {
        Channel[] channels = ChannelCatalog.Create(new FakeClock(), demo: true, demoRate: rate, demoBurst: false);

        Assert.AreEqual(period, channels.Single(channel => channel.Name == "demo-vibration").PeriodMilliseconds);
    }

    private static string[] Names(Channel[] channels) => [.. channels.Select(channel => channel.Name)];
}
