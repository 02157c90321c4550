using Sensorcast.Server;
using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Author;

/// <summary>An endpoint of a firmware author's: a message of one client goes to all, also to itself.</summary>
internal sealed class RoomRoute(World world) : WebSocketRoute(Address, MaxSize)
{
    public const string Address = "/room";
    public const int MaxSize = 500;

    /// <summary>The heap that the object for a client takes.</summary>
    private const long ClientCost = 200;

    private readonly List<Witness> _members = [];

    protected override void ClientOpened(WebSocketClient client)
    {
        world.Meter.EnterWorld();
        Link link = world.Slots.Open.Single(link => link.RemoteAddress == client.RemoteAddress);
        client.State = link.Witness;
        _members.Add(link.Witness);
        world.PageAllowance += ClientCost;
        world.Meter.LeaveWorld();
    }

    protected override void MessageReceived(WebSocketClient client, Message message)
    {
        var sender = (Witness)client.State;
        world.Meter.EnterWorld();
        byte[] bytes = message.Bytes.AsSpan(message.Start, message.Length).ToArray();
        int opcode = (int)message.Opcode;
        sender.Frames.Room.Received(opcode, bytes);
        foreach (Witness member in _members)
        {
            member.Frames.Room.ExpectBroadcast(opcode, bytes, isSender: member == sender);
        }

        world.Meter.LeaveWorld();
        SendToAll(message.Opcode, message.Bytes, message.Start, message.Length);
        foreach (Witness member in _members)
        {
            member.Frames.Room.CheckBroadcast();
        }
    }

    protected override void Closed(WebSocketClient client, int code)
    {
        world.Meter.EnterWorld();
        world.Check(_members.Remove((Witness)client.State) && !client.IsOpen, "room", "A client leaves that was not there");
        world.Meter.LeaveWorld();
    }
}
