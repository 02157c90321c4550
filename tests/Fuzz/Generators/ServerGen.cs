using CsCheck;
using Sensorcast.Tests.Fuzz.Server;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Clients that break rules or not, alone and together, with windows that open and shut.</summary>
internal static class ServerGen
{
    private const int MaxMoments = 12;

    private static readonly Gen<(byte[], bool, byte[])> Words = Gen.Frequency(
        (6, Gen.Select(RequestGen.Upgrade, ActuationGen.Frames, (request, frames) => (request, true, frames))),
        (6, Gen.Select(RequestGen.Upgrade, FrameGen.Any, (request, frames) => (request, true, frames))),
        (3, Gen.Select(AuthorGen.Upgrade, FrameGen.Any, (request, frames) => (request, true, frames))),
        (3, AuthorGen.Body.Select(request => (request, false, Array.Empty<byte>()))),
        (1, ByteGen.Mutated(AuthorGen.Body).Select(request => (request, false, Array.Empty<byte>()))),
        (2, Gen.Select(RequestGen.Any, FrameGen.Any, (request, frames) => (request, false, frames))),
        (2, RequestGen.Any.Select(request => (request, false, Array.Empty<byte>()))),
        (1, Gen.Const((Array.Empty<byte>(), false, Array.Empty<byte>()))));

    private static readonly Gen<ClientAct> Act = Gen.Frequency(
        (6, Gen.Const(ClientAct.SendPiece)),
        (3, Gen.Const(ClientAct.SendAll)),
        (3, Gen.Const(ClientAct.Nothing)),
        (1, Gen.Const(ClientAct.ShutWindow)),
        (1, Gen.Const(ClientAct.OpenWindow)),
        (1, Gen.OneOf(ClientAct.Finish, ClientAct.Break, ClientAct.Nothing)));

    private static readonly Gen<ClientScript> Client = Gen.Select(
        Words,
        Gen.Frequency((3, Gen.Int[1, 400]), (1, Gen.Int[1500, 3000])).Array[1, 5],
        Act.Array[1, MaxMoments],
        (words, cuts, acts) => new ClientScript(words.Item1, words.Item2, words.Item3, cuts, acts));

    internal static readonly Gen<ServerCase> Any = Gen.Select(
        Gen.Int[1, 3],
        Client.Array[1, 4],
        Gen.Frequency((6, Gen.Int[0, 60]), (2, Gen.Int[100, 3000]), (1, Gen.Int[4000, 22000])).Array[MaxMoments],
        Gen.Int[0, 2],
        (maxClients, clients, waits, ends) => new ServerCase(maxClients, clients, waits, ends));
}
