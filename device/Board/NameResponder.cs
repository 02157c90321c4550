using System;
using System.Diagnostics;
using System.Net;
using Iot.Device.MulticastDns;
using Iot.Device.MulticastDns.Entities;
using Iot.Device.MulticastDns.Enum;
using Iot.Device.MulticastDns.EventArgs;

namespace Sensorcast.Board;

/// <summary>
/// Answers questions for the board's name on the local network (RFC 6762), on threads of its own. When <see cref="HasEnded"/>, or when the
/// address changes, dispose of it and make another one.
/// </summary>
public sealed class NameResponder : IDisposable
{
    /// <summary>What RFC 6762 section 10 recommends for a record with an address, in seconds.</summary>
    private const int TimeToLive = 120;

    private readonly MulticastDnsService _service = new MulticastDnsService();
    private readonly string _name;
    private readonly IPAddress _address;

    /// <summary>Starts to answer.</summary>
    /// <param name="name">The board's name in lower case, such as <c>sensorcast.local</c>.</param>
    /// <param name="address">The board's address.</param>
    public NameResponder(string name, IPAddress address)
    {
        _name = name;
        _address = address;
        _service.MessageReceived += OnMessage;
        _service.StatusChanged += OnStatus;
        _service.Start();
    }

    /// <summary>Whether it answers no more: a packet that the service cannot read, and a lost network, end it.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _service.Dispose();
    }

    private void OnMessage(object sender, MessageReceivedEventArgs e)
    {
        foreach (Question question in e.Message.GetQuestions())
        {
            if (question.QueryType == DnsResourceType.A && question.Domain.ToLower() == _name)
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
            Debug.WriteLine("Error: " + _name + ": " + e.Message);
        }
    }
}
