using System;
using System.Device.Wifi;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using System.Threading;
using nanoFramework.Networking;
using Sensorcast.Names;
using Sensorcast.Setup;

namespace Sensorcast.Device.Network;

/// <summary>
/// The board's Wi-Fi, as set-up mode needs it. What blocks for seconds is done by a thread of its own; that also keeps what depends on the
/// network up to date: the name and the wall clock.
/// </summary>
internal sealed class WifiRadio : IRadio
{
    private const int CheckPeriod = 1000;

    /// <summary>
    /// How long the firmware may try the stored network by itself, which it does after each start, before the application starts it again.
    /// </summary>
    private const int ConnectTimeout = 10000;

    private readonly NameResponder _names;
    private readonly AccessPoint _accessPoint;
    private readonly AutoResetEvent _work = new AutoResetEvent(false);
    private WifiAdapter _adapter;

    // What the thread is to do. It is asked for in this order only: leave, scan, join.
    private bool _leaves;
    private bool _scans;
    private bool _joins;
    private long _joinTime;
    private string _ssid;
    private string _password;
    private bool _isUp;

    /// <summary>Makes a radio that is not connected.</summary>
    /// <param name="names">What has to know the board's address.</param>
    /// <param name="accessPoint">The access point.</param>
    internal WifiRadio(NameResponder names, AccessPoint accessPoint)
    {
        _names = names;
        _accessPoint = accessPoint;
    }

    /// <summary>The name of the network in the firmware's configuration; <see langword="null"/> without one.</summary>
    internal static string StoredSsid
    {
        get
        {
            string ssid = Configuration.Ssid;
            return string.IsNullOrEmpty(ssid) ? null : ssid;
        }
    }

    /// <inheritdoc/>
    public bool KeepsAccessPoint => true;

    /// <inheritdoc/>
    public byte[] StoredName { get; private set; }

    /// <inheritdoc/>
    public JoinState State { get; private set; }

    /// <inheritdoc/>
    public string Address => _names.Address == null ? null : _names.Address.ToString();

    /// <inheritdoc/>
    public bool IsScanning { get; private set; }

    /// <inheritdoc/>
    public Setup.Network[] Networks { get; private set; } = new Setup.Network[0];

    private static Wireless80211Configuration Configuration
    {
        get
        {
            foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (candidate.NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
                {
                    return Wireless80211Configuration.GetAllWireless80211Configurations()[candidate.SpecificConfigId];
                }
            }

            throw new InvalidOperationException("This board has no Wi-Fi");
        }
    }

    /// <inheritdoc/>
    public void StartAccessPoint()
    {
        _accessPoint.Start();
    }

    /// <inheritdoc/>
    public void StopAccessPoint()
    {
        _accessPoint.Stop();
    }

    /// <inheritdoc/>
    public void Scan()
    {
        IsScanning = true;
        _scans = true;
        _work.Set();
    }

    /// <inheritdoc/>
    public void JoinStored()
    {
        Wireless80211Configuration stored = Configuration;
        StartJoining(stored.Ssid, stored.Password, ConnectTimeout);
    }

    /// <inheritdoc/>
    public void Join(byte[] name, string password)
    {
        StartJoining(Encoding.UTF8.GetString(name, 0, name.Length), password, 0);
    }

    /// <inheritdoc/>
    public void Leave()
    {
        State = JoinState.Idle;
        _joins = false;
        _leaves = true;
        _work.Set();
    }

    /// <inheritdoc/>
    public void Store()
    {
        Wireless80211Configuration configuration = Configuration;
        bool isOpen = _password.Length == 0;
        configuration.Ssid = _ssid;
        configuration.Password = _password;
        configuration.Authentication = isOpen ? AuthenticationType.Open : AuthenticationType.WPA2;
        configuration.Encryption = isOpen ? EncryptionType.None : EncryptionType.WPA2_PSK;
        configuration.Options = Wireless80211Configuration.ConfigurationOptions.AutoConnect;
        configuration.SaveConfiguration();
        ReadStored();
    }

    /// <inheritdoc/>
    public void Forget()
    {
        Wireless80211Configuration configuration = Configuration;
        configuration.Ssid = string.Empty;
        configuration.Password = string.Empty;
        configuration.Authentication = AuthenticationType.Open;
        configuration.Encryption = EncryptionType.None;

        // Still switched on, to scan for networks.
        configuration.Options = Wireless80211Configuration.ConfigurationOptions.Enable;
        configuration.SaveConfiguration();
        ReadStored();
    }

    /// <summary>Starts the thread.</summary>
    internal void Start()
    {
        ReadStored();
        _adapter = WifiAdapter.FindAllAdapters()[0];
        _adapter.AvailableNetworksChanged += OnScanned;
        NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
        WifiNetworkHelper.SetupNetworkHelper();
        new Thread(Work).Start();
    }

    private static void OnAvailabilityChanged(object sender, NetworkAvailabilityEventArgs e)
    {
        if (!e.IsAvailable)
        {
            // The helper resets it only when the address is lost, two minutes later; it sets it again with the new address.
            WifiNetworkHelper.NetworkReady.Reset();
        }
    }

    private void ReadStored()
    {
        string ssid = StoredSsid;
        StoredName = ssid == null ? null : Encoding.UTF8.GetBytes(ssid);
    }

    private void StartJoining(string ssid, string password, int timeout)
    {
        _ssid = ssid;
        _password = password;
        _joinTime = Environment.TickCount64 + timeout;
        State = JoinState.Joining;
        _joins = true;
        _work.Set();
    }

    private void Work()
    {
        while (true)
        {
            try
            {
                Step();
            }
            catch (Exception e)
            {
                Debug.WriteLine("Error: Wi-Fi: " + e);
            }

            _work.WaitOne(CheckPeriod, false);
        }
    }

    private void Step()
    {
        if (_leaves)
        {
            _leaves = false;
            WifiNetworkHelper.NetworkReady.Reset();
            _adapter.Disconnect();
        }

        if (_scans)
        {
            // Where it throws, the scan counts as over: set-up goes on with what was found before.
            _scans = false;
            IsScanning = false;
            _adapter.ScanAsync();
            IsScanning = true;
        }

        bool isUp = WifiNetworkHelper.NetworkReady.WaitOne(0, false);
        if (isUp != _isUp)
        {
            OnChange(isUp);
        }

        if (isUp && State == JoinState.Joining)
        {
            _joins = false;
            State = JoinState.Joined;
        }
        else if (!isUp && State == JoinState.Joined)
        {
            State = JoinState.Idle;
        }
        else if (_joins && Environment.TickCount64 >= _joinTime)
        {
            _joins = false;
            Connect();
        }
    }

    private void Connect()
    {
        // Not the helper's connect: it would write the configuration to flash each time.
        string ssid = _ssid;
        WifiConnectionResult result = _adapter.Connect(ssid, WifiReconnectionKind.Automatic, _password);
        JoinState failure = FailureOf(result.ConnectionStatus);
        if (failure == JoinState.Idle)
        {
            // The address comes a little later: NetworkReady says when.
            return;
        }

        Debug.WriteLine("Error: no connection to " + ssid + ": WifiConnectionStatus " + (int)result.ConnectionStatus);
        if (State == JoinState.Joining && !_joins)
        {
            // Nothing else was asked for meanwhile.
            State = failure;
        }
    }

    private static JoinState FailureOf(WifiConnectionStatus status)
    {
        switch (status)
        {
            case WifiConnectionStatus.Success: return JoinState.Idle;
            case WifiConnectionStatus.InvalidCredential: return JoinState.WrongPassword;
            case WifiConnectionStatus.NetworkNotAvailable: return JoinState.NotFound;
            case WifiConnectionStatus.Timeout: return JoinState.TimedOut;
            default: return JoinState.Failed;
        }
    }

    private void OnScanned(WifiAdapter sender, object e)
    {
        WifiAvailableNetwork[] found = _adapter.NetworkReport.AvailableNetworks;
        Setup.Network[] networks = new Setup.Network[found.Length];
        for (int i = 0; i < found.Length; i++)
        {
            // The firmware does not say whether a network wants a password.
            byte[] name = Encoding.UTF8.GetBytes(found[i].Ssid);
            networks[i] = new Setup.Network(name, (int)found[i].NetworkRssiInDecibelMilliwatts, NetworkSecurity.Unknown);
        }

        Networks = networks;
        IsScanning = false;
    }

    private void OnChange(bool isUp)
    {
        _isUp = isUp;
        _names.Address = isUp ? IPAddress.GetDefaultLocalAddress() : null;
        if (isUp)
        {
            Debug.WriteLine("Wi-Fi is up: http://" + _names.Address + "/");
            Sntp.UpdateNow();
        }
        else
        {
            Debug.WriteLine("Wi-Fi is down");
        }
    }
}
