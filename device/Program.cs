namespace Sensorcast.Device;

/// <summary>The application that a board starts with.</summary>
internal static class Program
{
    private static void Main()
    {
        ChannelList channels = new ChannelList();
        BoardChannels.AddTo(channels);
        Application.Run(BoardSettings.MakeOptions(), channels);
    }
}
