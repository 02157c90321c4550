namespace Sensorcast.Tests.Unit;

/// <summary>A request and what it must be answered with; 0 when it is not whole yet.</summary>
internal sealed class HandshakeCase
{
    internal HandshakeCase(string name, int status, string request)
    {
        Name = name;
        Status = status;
        Request = request;
    }

    internal string Name { get; }

    internal int Status { get; }

    internal string Request { get; }

    internal static string Repeat(string text, int times)
    {
        string all = string.Empty;
        for (int i = 0; i < times; i++)
        {
            all += text;
        }

        return all;
    }
}
