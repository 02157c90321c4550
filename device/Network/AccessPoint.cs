using System;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using Iot.Device.DhcpServer;
using nanoFramework.Runtime.Native;
using Sensorcast.Setup;

namespace Sensorcast.Device.Network;

/// <summary>
/// The access point of set-up mode. The firmware opens and closes one only while it starts, as its stored configuration says: so each
/// change restarts the board, and a board that starts with an access point is in set-up mode.
/// </summary>
internal sealed class AccessPoint
{
    /// <summary>The board's address in its own network.</summary>
    internal static readonly byte[] Address = { 192, 168, 4, 1 };

    private const string AddressText = "192.168.4.1";
    private const string SubnetMask = "255.255.255.0";
    private const byte MaxPhones = 4;
    private const int MadeUpLength = 10;

    private readonly string _name;
    private readonly string _password;
    private readonly NetworkInterface _interface;
    private readonly WirelessAPConfiguration _configuration;
    private DhcpServer _addresses;

    /// <summary>Makes the access point; it is on if it was when the board was started.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="password">Its password, 8 to 63 characters; empty: it is open; <see langword="null"/>: the board makes one up.</param>
    /// <exception cref="InvalidOperationException">The board's firmware has no access point.</exception>
    internal AccessPoint(string name, string password)
    {
        _name = name;
        foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (candidate.NetworkInterfaceType == NetworkInterfaceType.WirelessAP)
            {
                _interface = candidate;
                _configuration = WirelessAPConfiguration.GetAllWirelessAPConfigurations()[candidate.SpecificConfigId];
            }
        }

        if (_interface == null)
        {
            throw new InvalidOperationException("The firmware has no access point");
        }

        // One that was made up stays, so that it can be written on the board.
        bool hasOwn = _configuration.Ssid == name && _configuration.Password != null && _configuration.Password.Length == MadeUpLength;
        _password = password ?? (hasOwn ? _configuration.Password : MakeUp());
    }

    /// <summary>Whether it is on.</summary>
    internal bool IsOn => (_configuration.Options & WirelessAPConfiguration.ConfigurationOptions.Enable) != 0;

    /// <summary>Opens it: restarts the board, unless it has started with it. Then phones get their addresses from here.</summary>
    internal void Start()
    {
        if (!IsOn)
        {
            Debug.WriteLine("Set-up: the board restarts with its access point " + _name);
            Configure();
            Power.RebootDevice();
        }

        Debug.WriteLine(
            "Set-up: the access point " + _name + (_password.Length == 0 ? " has no password" : " has the password " + _password));
        if (_addresses == null)
        {
            IPAddress own = new IPAddress(Address);
            _addresses =
                new DhcpServer { DnsServer = own, Gateway = own, CaptivePortalUrl = "http://" + AddressText + SetupRoutes.ApiPath };
            _addresses.Start(own, new IPAddress(new byte[] { 255, 255, 255, 0 }));
        }
    }

    /// <summary>Closes it: restarts the board, if it is on.</summary>
    internal void Stop()
    {
        if (IsOn)
        {
            Debug.WriteLine("Set-up is over: the board restarts");
            _configuration.Options = WirelessAPConfiguration.ConfigurationOptions.None;
            _configuration.SaveConfiguration();
            Power.RebootDevice();
        }
    }

    private static string MakeUp()
    {
        // Without letters and digits that look like others.
        const string Characters = "abcdefghjkmnpqrstuvwxyz23456789";
        Random random = new Random();
        char[] password = new char[MadeUpLength];
        for (int i = 0; i < MadeUpLength; i++)
        {
            password[i] = Characters[random.Next(Characters.Length)];
        }

        return new string(password);
    }

    private void Configure()
    {
        bool isOpen = _password.Length == 0;
        _interface.EnableStaticIPv4(AddressText, SubnetMask, AddressText);
        _configuration.Ssid = _name;
        _configuration.Password = _password;
        _configuration.Authentication = isOpen ? AuthenticationType.Open : AuthenticationType.WPA2;
        _configuration.Encryption = isOpen ? EncryptionType.None : EncryptionType.WPA2_PSK;
        _configuration.MaxConnections = MaxPhones;
        _configuration.Options = WirelessAPConfiguration.ConfigurationOptions.AutoStart;
        _configuration.SaveConfiguration();
    }
}
