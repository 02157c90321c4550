using SharpFuzz;

namespace Sensorcast.Tests.Fuzz.Guided;

/// <summary>Runs a target under AFL, or writes what it starts from.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["frames"]:
                Fuzzer.Run(stream => Run(stream, FramesTarget.Check));
                return 0;
            case ["request"]:
                Fuzzer.Run(stream => Run(stream, RequestTarget.Check));
                return 0;
            case ["seeds", string target, string folder]:
                Seeds.Write(target, folder);
                return 0;
            default:
                Console.Error.WriteLine("frames | request | seeds TARGET FOLDER");
                return 2;
        }
    }

    private static void Run(Stream stream, Action<byte[]> check)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        check(bytes.ToArray());
    }
}
