using System.Device.Wifi;
using Sensorcast.Device.Network;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Sensors;

/// <summary>
/// How strong the board's Wi-Fi comes in, in dBW (RFC 8428 has no dBm; -90 dBW are -60 dBm). The firmware reports it only for networks that
/// a scan has found, so each reading starts a scan and returns what the one before has found. For the two seconds of a scan the radio is
/// mostly on other channels and packets come late: read it seldom. Of several access points with one name, the strongest counts.
/// </summary>
internal sealed class WifiSignal : ISensor
{
    private const int MilliwattsInWatt = 30; // decibels

    private readonly string _ssid = WifiRadio.StoredSsid;
    private readonly WifiAdapter _adapter = WifiAdapter.FindAllAdapters()[0];
    private int _strongest;
    private bool _isFound;

    internal WifiSignal()
    {
        _adapter.AvailableNetworksChanged += OnScanned;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        bool isFound = _isFound;
        value = _strongest;
        _isFound = false;
        _adapter.ScanAsync();
        return isFound;
    }

    private void OnScanned(WifiAdapter sender, object e)
    {
        int strongest = int.MinValue;
        foreach (WifiAvailableNetwork network in _adapter.NetworkReport.AvailableNetworks)
        {
            int signal = (int)network.NetworkRssiInDecibelMilliwatts - MilliwattsInWatt;
            if (network.Ssid == _ssid && signal > strongest)
            {
                strongest = signal;
            }
        }

        _strongest = strongest;
        _isFound = strongest != int.MinValue;
    }
}
