namespace Sensorcast.Tests.ReferenceCheckTests;

/// <summary>The errors of the compiler, or else of the verifier, for a source.</summary>
internal sealed record CheckResult(string File, string[] Messages)
{
    /// <summary>Asserts that an error with the code stands at the line of the source that ends in "// here".</summary>
    public void AssertRefused(string code)
    {
        int line = Array.FindIndex(System.IO.File.ReadAllLines(File), text => text.EndsWith("// here", StringComparison.Ordinal)) + 1;
        Assert.IsGreaterThan(0, line);
        Assert.IsTrue(
            Array.Exists(Messages, message => message.StartsWith($"{File}({line},", StringComparison.Ordinal)
                && message.Contains($": error {code}: ", StringComparison.Ordinal)),
            $"no {code} at line {line}: {string.Join(Environment.NewLine, Messages)}");
    }

    public void AssertAccepted() => Assert.IsEmpty(Messages, string.Join(Environment.NewLine, Messages));
}
