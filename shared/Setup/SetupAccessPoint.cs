namespace Sensorcast.Setup;

/// <summary>
/// The access point of set-up mode and the scans for networks. Many radios cannot do both at once, nor join a network meanwhile: for these
/// the access point stops.
/// </summary>
internal sealed class SetupAccessPoint
{
    private readonly IRadio _radio;
    private readonly SetupOptions _options;
    private Network[] _scanned;
    private long _nextScan;

    internal SetupAccessPoint(IRadio radio, SetupOptions options)
    {
        _radio = radio;
        _options = options;
    }

    /// <summary>What the last scan has found.</summary>
    internal NetworkList Networks { get; } = new NetworkList();

    /// <summary>Scans while the access point is off. The radio leaves its network for that.</summary>
    internal void Scan()
    {
        _radio.Leave();
        _radio.Scan();
    }

    /// <summary>Opens it.</summary>
    /// <param name="now">The time in milliseconds.</param>
    internal void Open(long now)
    {
        _radio.StartAccessPoint();
        _nextScan = now + _options.ScanPeriod;
    }

    /// <summary>Stops it where the radio needs that to join a network.</summary>
    internal void StopToJoin()
    {
        if (!_radio.KeepsAccessPoint)
        {
            _radio.StopAccessPoint();
        }
    }

    /// <summary>Takes over what a scan has found since.</summary>
    internal void ReadNetworks()
    {
        if (_radio.Networks != _scanned)
        {
            _scanned = _radio.Networks;
            Networks.Replace(_scanned);
        }
    }

    /// <summary>Scans again when that is due, or stops where the radio needs that to scan.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <returns>Whether it is still open; if not, <see cref="Scan"/> follows.</returns>
    internal bool KeepScanning(long now)
    {
        if (now < _nextScan)
        {
            return true;
        }

        _nextScan = now + _options.ScanPeriod;
        if (_radio.KeepsAccessPoint)
        {
            _radio.Scan();
            return true;
        }

        _radio.StopAccessPoint();
        return false;
    }
}
