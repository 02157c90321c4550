using System.Text;

namespace Sensorcast.Tests.ConformanceTests;

/// <summary>Writes docs/conformance.md. Nothing in it differs from run to run, unless the server does.</summary>
internal static class Report
{
    private const string Head =
        """
        # WebSocket conformance

        <!-- Written by a run of the tests; do not edit. -->

        Every case of the [Autobahn testsuite](https://github.com/crossbario/autobahn-testsuite) for servers, sections 1 to 7, 9 and 10, under its
        number there, sent over TCP to `/echo` of the Host, which runs the same server code as the board. The test client is written for this: it works at the
        level of bytes, and its cases are written from that suite's descriptions and RFC 6455.

        """;

    private const string Rules =
        """
        ## To repeat it

        <!-- not run: it is a part of tests/run.sh -->
        ```
        dotnet test --project tests/Conformance/ConformanceTests.csproj
        ```

        The run fails if a case does, or if this page is not what it gives. With `SENSORCAST_WRITE_REPORT=1` in the environment it writes this page.

        ## What is required

        - The messages and pongs listed come back with the right octets, in this order, and nothing else does.
        - A close frame with a code listed. Where the client closes, the server does not close first, and answers within 1 s. Where a rule is broken, the
          server closes within 1 s, and answers nothing that follows. Closing late or with the right frames but another code, which that suite lets pass
          in places, fails here.
        - `FIN`: the server drops the TCP connection within 1 s of the closing handshake, and does not reset it.
        - All along: no mask, no reserved bit or opcode, lengths in their shortest form, control frames whole and short, fragments in order, text in UTF-8,
          and no octet after the close frame.
        - `after part 2`: the text goes wrong in the second of three parts, with a pause of 1 s before the third. The connection is failed in that pause.

        Payloads are our own wherever only their length matters. Case 3.6 sends a ping, as that suite describes it; its program sends a binary message.
        `text 125` is a text message of 125 octets. Messages of section 9 are compared octet by octet; how long they take is not checked.

        """;

    private const string Deflate =
        """
        ## Sections 12 and 13

        They test permessage-deflate (RFC 7692). The server declines it in the handshake: a board has no memory for a compression window per client, and
        readings of a few dozen octets gain little. Tests of this run offer it in several forms, see `101` without `Sec-WebSocket-Extensions`, get their
        text back uncompressed, and see a frame marked as compressed refused with 1002.

        """;

    public static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        AppendSummary(text);
        text.Append('\n').Append(Rules.ReplaceLineEndings("\n"));
        AppendInformational(text);
        text.Append('\n').Append(Deflate.ReplaceLineEndings("\n"));
        foreach ((int number, string title, int _) in Suite.Sections)
        {
            text.Append($"\n## {number} {title}\n\n| Case | Sends | Required | Got | Result |\n| --- | --- | --- | --- | --- |\n");
            foreach (Case @case in Suite.Cases.Where(c => c.Section == number))
            {
                Outcome outcome = Outcomes.Of(@case);
                text.Append($"| {@case.Number} | {@case.Shows} | {outcome.Required} | {outcome.Got} | {Result(@case)} |\n");
            }
        }

        return text.ToString();
    }

    private static void AppendSummary(StringBuilder text)
    {
        int good = Suite.Cases.Count(c => Outcomes.Of(c).IsAsRequired);
        text.Append(
            $"\n**{good} of {Suite.Cases.Count} cases are as required.**\n\n| Section | Cases | OK | Informational | Failed |\n| --- | --: "
                + "| --: | --: | --: |\n");
        foreach ((int number, string title, int _) in Suite.Sections)
        {
            AppendCounts(text, $"{number} {title}", [.. Suite.Cases.Where(c => c.Section == number)]);
        }

        AppendCounts(text, "All", Suite.Cases);
    }

    private static void AppendCounts(StringBuilder text, string name, IReadOnlyList<Case> cases)
    {
        int Count(string result) => cases.Count(c => Result(c).StartsWith(result, StringComparison.Ordinal));
        text.Append($"| {name} | {cases.Count} | {Count("OK")} | {Count("informational")} | {Count("FAILED")} |\n");
    }

    private static void AppendInformational(StringBuilder text)
    {
        text.Append("\n## Where the suite only informs\n\n");
        foreach (IGrouping<string?, Case> group in Suite.Cases.Where(c => c.Informational is not null).GroupBy(c => c.Informational))
        {
            text.Append($"- {string.Join(", ", group.Select(c => c.Number))}: {group.Key}\n");
        }
    }

    private static string Result(Case @case)
    {
        Outcome outcome = Outcomes.Of(@case);
        return outcome switch
        {
            { IsAsRequired: false } => $"FAILED: {string.Join(", ", outcome.Problems)}",
            _ when @case.Informational is not null => "informational",
            _ => "OK",
        };
    }
}
