namespace Sensorcast.Tests.AttackTests;

/// <summary>Something to send over a connection of its own, and what must come back.</summary>
/// <param name="What">What it is.</param>
/// <param name="Sent">What is sent, a character a byte.</param>
/// <param name="Answer">The <see cref="Answer.Kind"/>.</param>
internal sealed record Attempt(string What, string Sent, string Answer)
{
    /// <summary>Makes all attempts, and fails with a list of those that got another answer.</summary>
    public static void MakeAll(Siege siege, IEnumerable<Attempt> attempts)
    {
        List<string> wrong = [];
        foreach (Attempt attempt in attempts)
        {
            string answer = siege.Request(attempt.Sent).Kind;
            if (answer != attempt.Answer)
            {
                wrong.Add($"{attempt.What}: {answer} instead of {attempt.Answer}");
            }
        }

        Assert.HasCount(0, wrong, string.Join("\n", wrong));
    }
}
