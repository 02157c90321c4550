using System.Text;

namespace Sensorcast.Tests.ConformanceTests;

[TestClass]
public class SuiteTests
{
    /// <summary>The longest that a case may take, in milliseconds: its own guards are shorter.</summary>
    private const int MaxTime = 240_000;

    public static IEnumerable<object[]> Numbers => Suite.Cases.Select(c => new object[] { c.Number });

    [TestMethod, Timeout(MaxTime)]
    [DynamicData(nameof(Numbers), DynamicDataDisplayName = nameof(DisplayName))]
    public void Is_as_required(string number)
    {
        Case @case = Suite.Find(number);

        Outcome outcome = Outcomes.Of(@case);

        Assert.IsTrue(outcome.IsAsRequired, $"{@case.Number} {@case.Shows}: {string.Join(", ", outcome.Problems)}. Got: {outcome.Got}");
    }

    [TestMethod]
    public void Has_every_case_of_the_suite()
    {
        Assert.HasCount(301, Suite.Cases);
        Assert.HasCount(301, Suite.Cases.Select(c => c.Number).Distinct().ToList());
        foreach ((int number, string _, int count) in Suite.Sections)
        {
            Assert.AreEqual(count, Suite.Cases.Count(c => c.Section == number), $"section {number}");
        }
    }

    [TestMethod]
    [DataRow("7.1", 6)]
    [DataRow("7.3", 6)]
    [DataRow("7.5", 1)]
    [DataRow("7.7", 13)]
    [DataRow("7.9", 9)]
    [DataRow("7.13", 2)]
    [DataRow("6.12", 8)]
    [DataRow("6.22", 34)]
    [DataRow("9.3", 9)]
    [DataRow("9.8", 6)]
    public void Has_every_case_of_a_part(string part, int count) =>
        Assert.AreEqual(count, Suite.Cases.Count(c => c.Number.StartsWith(part + ".", StringComparison.Ordinal)));

    /// <summary>.NET's own decoder confirms the marks of the table.</summary>
    [TestMethod]
    public void Knows_what_is_UTF8()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        foreach (string sequence in Utf8Table.Groups.SelectMany(group => group.Sequences))
        {
            byte[] octets = Convert.FromHexString(sequence.TrimStart('!'));
            if (sequence[0] == '!')
            {
                Assert.ThrowsExactly<DecoderFallbackException>(() => strict.GetCharCount(octets), sequence);
            }
            else
            {
                strict.GetCharCount(octets);
            }
        }
    }

    public static string DisplayName(System.Reflection.MethodInfo method, object[] data) => (string)data[0];
}
