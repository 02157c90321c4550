using System;
using System.Device.Wifi;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Threading;
using nanoFramework.Networking;
using Sensorcast.Board;

namespace Sensorcast.Device.Network;

/// <summary>
/// Keeps the board on the Wi-Fi of its stored configuration, and what depends on it up to date: the name and the wall clock.
/// </summary>
internal sealed class WifiStation
{
    private const int CheckPeriod = 1000;

    /// <summary>How long the firmware may try by itself, to connect or to come back, before it is told to.</summary>
    private const int Patience = 20000;

    private readonly string _name;
    private NameResponder _responder;
    private bool _isUp;

    /// <summary>Makes a station that is not connected.</summary>
    /// <param name="name">The name to answer to, such as <c>sensorcast.local</c>.</param>
    internal WifiStation(string name)
    {
        _name = name;
    }

    /// <summary>The network that the board's stored configuration names.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal static Wireless80211Configuration StoredNetwork
    {
        get
        {
            foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (candidate.NetworkInterfaceType == NetworkInterfaceType.Wireless80211)
                {
                    Wireless80211Configuration stored =
                        Wireless80211Configuration.GetAllWireless80211Configurations()[candidate.SpecificConfigId];
                    if (!string.IsNullOrEmpty(stored.Ssid))
                    {
                        return stored;
                    }
                }
            }

            throw new InvalidOperationException("No Wi-Fi is configured: see docs/flash.md");
        }
    }

    /// <summary>Starts to connect, on a thread of its own: connecting blocks for seconds, and the server never does.</summary>
    internal void Start()
    {
        NetworkChange.NetworkAvailabilityChanged += OnAvailabilityChanged;
        WifiNetworkHelper.SetupNetworkHelper();
        new Thread(Watch).Start();
    }

    internal void WaitUntilUp()
    {
        while (!_isUp)
        {
            Thread.Sleep(CheckPeriod);
        }
    }

    private static void OnAvailabilityChanged(object sender, NetworkAvailabilityEventArgs e)
    {
        if (!e.IsAvailable)
        {
            // The helper resets it only when the address is lost, two minutes later; it sets it again with the new address.
            WifiNetworkHelper.NetworkReady.Reset();
        }
    }

    private static void Connect()
    {
        // Not the helper's connect: it would write the configuration to flash each time.
        Wireless80211Configuration stored = StoredNetwork;
        WifiConnectionResult result =
            WifiNetworkHelper.WifiAdapter.Connect(stored.Ssid, WifiReconnectionKind.Automatic, stored.Password);
        if (result.ConnectionStatus != WifiConnectionStatus.Success)
        {
            Debug.WriteLine("Error: no connection to " + stored.Ssid + ": WifiConnectionStatus " + (int)result.ConnectionStatus);
        }
    }

    private void Watch()
    {
        long patienceEnd = Environment.TickCount64 + Patience;
        while (true)
        {
            try
            {
                bool isReady = WifiNetworkHelper.NetworkReady.WaitOne(0, false);
                if (isReady != _isUp)
                {
                    OnChange(isReady);
                }

                if (isReady)
                {
                    patienceEnd = Environment.TickCount64 + Patience;
                    KeepName();
                }
                else if (Environment.TickCount64 >= patienceEnd)
                {
                    patienceEnd = Environment.TickCount64 + Patience;
                    Connect();
                }
            }
            catch (Exception e)
            {
                Debug.WriteLine("Error: Wi-Fi: " + e);
            }

            Thread.Sleep(CheckPeriod);
        }
    }

    private void OnChange(bool isUp)
    {
        _isUp = isUp;
        StopName();
        if (isUp)
        {
            Debug.WriteLine("Wi-Fi is up: http://" + IPAddress.GetDefaultLocalAddress() + "/ or http://" + _name + "/");
            Sntp.UpdateNow();
        }
        else
        {
            Debug.WriteLine("Wi-Fi is down");
        }
    }

    private void KeepName()
    {
        if (_responder == null || _responder.HasEnded)
        {
            StopName();
            _responder = new NameResponder(_name, IPAddress.GetDefaultLocalAddress());
        }
    }

    private void StopName()
    {
        if (_responder != null)
        {
            _responder.Dispose();
            _responder = null;
        }
    }
}
