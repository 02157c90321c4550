using System.CommandLine;
using System.Net;
using Sensorcast.CommandLine;
using Sensorcast.Host.Tls;
using Sensorcast.Sensors;

namespace Sensorcast.Host;

/// <summary>The command line: its options, their defaults and what is wrong with a value.</summary>
internal static class HostCommand
{
    public static RootCommand Create(Func<HostSettings, int> run)
    {
        Option<int> port = RangeOption(
            "--port", 0, 65535, 8080, "The TCP port to listen on; 0 takes any that is free.");
        Option<int> maxClients = RangeOption(
            "--max-clients", 1, SensorOptions.MaxClientsLimit, new SensorOptions().MaxClients,
            "The maximum number of clients; the next one is answered 503.");
        Option<int> demoRate = RangeOption(
            "--demo-rate", 1, 1000, 50,
            "Samples a second of the vibration channel of --demo; their period is rounded to whole milliseconds.");
        var name = new Option<string>("--name")
        {
            Description = "The name of this machine on the dashboard and in every reading.",
            HelpName = "text",
            DefaultValueFactory = _ => Environment.MachineName,
        };
        name.Validators.Add(static result =>
        {
            // The machine's own name is not the user's error: characters that are not valid there become hyphens.
            string? given = result.Implicit ? null : result.GetValueOrDefault<string>();
            if (given is not null && !BaseName.IsValid(given))
            {
                result.AddError(
                    $"--name takes at most {BaseName.MaxLength} letters, digits and - : . / _, "
                        + $"a letter or digit first (RFC 8428), not '{given}'.");
            }
        });
        var settingsPath = new Option<string>("--settings")
        {
            Description =
                "Serves a page at /settings and keeps its settings in this file: name, tokens, host names and sites. "
                + "Options override them.",
            HelpName = "file",
        };
        var announce = new Option<bool>("--announce")
        {
            Description =
                "Announces the server on the local network by multicast DNS, "
                    + "as --name or as sensorcast- and the machine's name. Needs --bind.",
        };
        var demo = new Option<bool>("--demo")
        {
            Description =
                "Adds simulated channels of every kind: a slow wave, a fast, noisy vibration, a contact, a word, a lamp and a dimmer.",
        };
        var demoBurst = new Option<bool>("--demo-burst")
        {
            Description = "Adds a simulated channel that is read 1,000 times a second and sent in batches.",
        };
        var demoKinds = new Option<bool>("--demo-kinds")
        {
            Description =
                "Adds a simulated garden: drivers that wait, events, counters, filters, titles and groups, and a text, a choice, "
                    + "a valve and a button to set.",
        };
        Option<int> demoChannels = RangeOption(
            "--demo-channels", 0, 1000, 0, "Adds so many simulated channels, each read once a second.");
        var demoSetup = new Option<bool>("--demo-setup")
        {
            Description =
                "Serves a board's set-up mode instead, with simulated networks: Greenhouse joins, Neighbour has another password, "
                    + "Old router is gone.",
        };
        Option<int> demoSetupDns = RangeOption(
            "--demo-setup-dns", 0, 65535, 0, "The UDP port on which --demo-setup answers every name with the address of --bind; 0: none.");
        var bind = new Option<IPAddress>("--bind")
        {
            Description = "The address to listen on: an IP address, localhost, or * for every IPv4 address of this machine.",
            HelpName = "address",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                IPAddress? address = ParseAddress(text);
                if (address is null)
                {
                    result.AddError($"--bind takes an IP address, localhost or *, not '{text}'.");
                }

                return address;
            },
        };

        var command =
            new RootCommand(
                "Serves a live dashboard of this machine's sensors.") { port, bind, maxClients, name, settingsPath, announce, demo,
                demoRate, demoBurst, demoKinds, demoChannels, demoSetup, demoSetupDns };
        var access = new AccessOptions();
        access.AddTo(command);
        var certificate = new CertificateOptions();
        certificate.AddTo(command);
        command.SetAction(parsed => run(new HostSettings(
            parsed.GetRequiredValue(bind),
            parsed.GetValue(port),
            parsed.GetValue(maxClients),
            parsed.GetRequiredValue(name),
            parsed.GetValue(demo),
            parsed.GetValue(demoRate),
            parsed.GetValue(demoBurst))
        {
            DemoKinds = parsed.GetValue(demoKinds),
            DemoChannels = parsed.GetValue(demoChannels),
            DemoSetup = parsed.GetValue(demoSetup),
            DemoSetupDns = parsed.GetValue(demoSetupDns),
            Access = access.From(parsed),
            GivenName = parsed.GetResult(name) is { Implicit: false } ? parsed.GetValue(name) : null,
            Announces = parsed.GetValue(announce),
            SettingsPath = parsed.GetValue(settingsPath),
            Certificate = certificate.From(parsed),
        }));
        return command;
    }

    private static Option<int> RangeOption(string name, int min, int max, int defaultValue, string description) =>
        NumberOption.Create(name, min, max, defaultValue, $"{description} {min} to {max}.");

    private static IPAddress? ParseAddress(string text)
    {
        if (text == "*")
        {
            return IPAddress.Any;
        }

        if (text == "localhost")
        {
            return IPAddress.Loopback;
        }

        // TryParse alone would take "8080" for 0.0.31.144.
        return IPAddress.TryParse(text, out IPAddress? address) && (text.Contains(':') || text.Count(c => c == '.') == 3) ? address : null;
    }
}
