namespace Sensorcast.Simulator.Clients;

/// <summary>What a request is about.</summary>
internal enum Subject
{
    Nothing,
    Page,
    Head,
    Status,
    Metrics,
    Stream,
    Echo,
    Room,
    Body,
    Document,
}
