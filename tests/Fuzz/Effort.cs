using System.Globalization;
using CsCheck;

namespace Sensorcast.Tests.Fuzz;

/// <summary>
/// How many cases each property runs. A short run is the default; with SENSORCAST_FUZZ_CASES in the environment each property runs so many.
/// A failure prints the case, made small, and its seed: with that in CsCheck_Seed the same test runs that case first.
/// </summary>
internal static class Effort
{
    private const string Variable = "SENSORCAST_FUZZ_CASES";

    internal static void Hold<T>(this Gen<T> cases, int few, Action<T> property, Func<T, string> print)
    {
        cases.Sample(property, iter: Cases(few), print: print);
    }

    internal static long Cases(int few)
    {
        string? wanted = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(wanted) ? few : long.Parse(wanted, CultureInfo.InvariantCulture);
    }
}
