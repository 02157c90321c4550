using System;
using System.Diagnostics;
using System.Net;
using Iot.Device.MulticastDns;
using Iot.Device.MulticastDns.Entities;
using Iot.Device.MulticastDns.Enum;
using Iot.Device.MulticastDns.EventArgs;

namespace Sensorcast.Device.Network;

/// <summary>Answers whoever on the local network asks for the board by its name (RFC 6762).</summary>
internal sealed class NameResponder : IDisposable
{
    internal const string Name = "sensorcast.local";

    /// <summary>What RFC 6762 section 10 recommends for a record with an address, in seconds.</summary>
    private const int TimeToLive = 120;

    private readonly MulticastDnsService _service = new MulticastDnsService();
    private readonly IPAddress _address;

    internal NameResponder(IPAddress address)
    {
        _address = address;
        _service.MessageReceived += OnMessage;
        _service.StatusChanged += OnStatus;
        _service.Start();
    }

    /// <summary>Whether it answers no more: a packet that the service cannot read, and a lost network, end it.</summary>
    internal bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _service.Dispose();
    }

    private void OnMessage(object sender, MessageReceivedEventArgs e)
    {
        foreach (Question question in e.Message.GetQuestions())
        {
            if (question.QueryType == DnsResourceType.A && question.Domain.ToLower() == Name)
            {
                Response response = new Response();
                response.AddAnswer(new ARecord(question.Domain, _address, TimeToLive));
                e.Response = response;
            }
        }
    }

    private void OnStatus(object sender, MulticastDnsStatusEventArgs e)
    {
        if (e.Status == MulticastDnsStatus.Stopped)
        {
            HasEnded = true;
        }
        else if (e.Status == MulticastDnsStatus.Error)
        {
            Debug.WriteLine("Error: " + Name + ": " + e.Message);
        }
    }
}
