namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>All cases, and what their sections are about.</summary>
internal static class Suite
{
    /// <summary>The sections, and how many cases the Autobahn testsuite has in each.</summary>
    public static readonly IReadOnlyList<(int Number, string Title, int CaseCount)> Sections =
    [
        (1, "Framing", 16),
        (2, "Pings and pongs", 11),
        (3, "Reserved bits", 7),
        (4, "Opcodes", 10),
        (5, "Fragmentation", 20),
        (6, "UTF-8 handling", 145),
        (7, "Close handling", 37),
        (9, "Limits and performance", 54),
        (10, "Misc", 1),
    ];

    /// <summary>Every case, in the order of the numbers.</summary>
    public static readonly IReadOnlyList<Case> Cases =
    [
        .. Section1Framing.Cases,
        .. Section2Pings.Cases,
        .. Section3ReservedBits.Cases,
        .. Section4Opcodes.Cases,
        .. Section5Fragmentation.Cases,
        .. Section6Utf8.Cases,
        .. Section7Closing.Cases,
        .. Section9Limits.Cases,
        .. Section10Misc.Cases,
    ];

    public static Case Find(string number) => Cases.Single(c => c.Number == number);
}
