using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;

namespace Sensorcast.Benchmarks.Report;

/// <summary>Describes the machine of the measurement.</summary>
internal static class Machine
{
    public static string Describe()
    {
        string processor = HostEnvironmentInfo.GetCurrent().Cpu.Value?.ProcessorName ?? "an unknown processor";
        return $"{processor.Trim()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription}";
    }
}
