using Sensorcast.Http;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Tests.Fuzz.Guided;

/// <summary>A request has the same outcome whole and byte by byte.</summary>
internal static class RequestTarget
{
    private static readonly ResourceTable Routes = TestRoutes.Make();

    private static readonly RequestReader Reader = new(
        Routes, new AccessRules(["board"], ["https://allowed.example"], "full-token", "read-only-token"), new RequestContent());

    internal static void Check(byte[] request)
    {
        string whole = Read(request, request.Length);
        string cut = Read(request, 1);
        if (whole != cut)
        {
            throw new InvalidOperationException($"{whole} or {cut}");
        }
    }

    private static string Read(byte[] request, int max)
    {
        var read = new RequestState();
        read.Reset();
        int consumed = 0;
        for (int position = 0; position < request.Length; position += max)
        {
            consumed += Reader.Read(read, request, position, Math.Min(max, request.Length - position));
        }

        return read.IsComplete
            ? $"{consumed} {read.Method} {read.Path} {read.Subprotocol} {UpgradeDecision.Decide(read, Routes.At(read.Path))}"
            : $"{consumed} {read.Error}";
    }
}
