namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>What a client does at one moment.</summary>
internal enum ClientAct
{
    Nothing,
    SendPiece,
    SendAll,
    ShutWindow,
    OpenWindow,
    Finish,
    Break,
}
