using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;

namespace Sensorcast.Benchmarks.Report;

/// <summary>Says what it is measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        string processor = HostEnvironmentInfo.GetCurrent().Cpu.Value?.ProcessorName ?? "an unknown processor";
        return $"{processor.Trim()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription}";
    }
}
