namespace Sensorcast.Tests.ConformanceTests.SelfCheck;

/// <summary>Whether a server's faults are found: each fault by a case that has to fail, and no case failed without a fault.</summary>
[TestClass]
public class SelfCheckTests
{
    private const int MaxTime = 60_000;
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(1);

    [TestMethod, Timeout(MaxTime)]
    [DataRow(Fault.ChangedOctet, "1.1.2", "answer 1 is not as required")]
    [DataRow(Fault.OtherKind, "1.1.2", "answer 1 is not as required")]
    [DataRow(Fault.ExtraAnswer, "1.1.2", "2 answers instead of 1")]
    [DataRow(Fault.TornFrame, "6.1.3", "the server sent a torn frame")]
    [DataRow(Fault.MaskedFrame, "1.2.2", "the server sent a masked frame")]
    [DataRow(Fault.ReservedBit, "1.2.2", "the server sent a reserved bit")]
    [DataRow(Fault.LongLength, "1.2.2", "the server sent a length that is not in its shortest form")]
    [DataRow(Fault.NoPong, "2.2", "0 answers instead of 1")]
    [DataRow(Fault.EmptyPong, "2.2", "answer 1 is not as required")]
    [DataRow(Fault.FragmentedPong, "2.2", "the server sent a fragmented control frame")]
    [DataRow(Fault.LatePong, "5.6", "answer 1 is not as required")]
    [DataRow(Fault.LatePong, "5.19", "an answer came too late")]
    [DataRow(Fault.AcceptsReservedBits, "3.1", "no close frame in time")]
    [DataRow(Fault.AcceptsReservedBits, "3.2", "3 answers instead of 1")]
    [DataRow(Fault.OtherFailureCode, "2.5", "closed with 1000")]
    [DataRow(Fault.OtherFailureCode, "6.3.1", "closed with 1000")]
    [DataRow(Fault.NoCloseFrame, "3.1", "no close frame in time")]
    [DataRow(Fault.LateFailure, "6.4.1", "the connection was failed too late")]
    [DataRow(Fault.LateFailure, "6.4.2", "the connection was failed too late")]
    [DataRow(Fault.EarlyFailure, "6.2.3", "closed with 1007")]
    [DataRow(Fault.OtherCloseCode, "7.1.1", "closed with 1001")]
    [DataRow(Fault.OtherCloseCode, "7.9.1", "closed with 1001")]
    [DataRow(Fault.TalksAfterClose, "7.1.3", "the server sent octets after the close frame")]
    [DataRow(Fault.ClosesFirst, "7.1.1", "the server closed first")]
    [DataRow(Fault.NoDrop, "7.3.3", "the TCP connection was not dropped in time")]
    [DataRow(Fault.NoDrop, "3.1", "the TCP connection was not dropped in time")]
    [DataRow(Fault.Reset, "7.1.1", "the TCP connection was reset")]
    public void Finds_a_fault(Fault fault, string number, string problem)
    {
        using var server = new FaultyServer(fault);

        Outcome outcome = Run(number, server);

        Assert.Contains(problem, outcome.Problems, outcome.Got);
    }

    [TestMethod, Timeout(MaxTime)]
    public void Finds_no_fault_in_a_server_without()
    {
        string[] numbers =
        [
            "1.1.2", "1.2.2", "2.2", "2.5", "3.1", "3.2", "5.6", "5.19", "6.1.3", "6.2.3", "6.3.1", "6.4.1", "6.4.2", "7.1.1", "7.1.3",
            "7.3.3",
            "7.7.2", "7.9.1",
        ];
        using var server = new FaultyServer(Fault.None);
        foreach (string number in numbers)
        {
            Outcome outcome = Run(number, server);

            Assert.IsTrue(outcome.IsAsRequired, $"{number}: {string.Join(", ", outcome.Problems)}. Got: {outcome.Got}");
        }
    }

    /// <summary>Runs a case with a shorter wait for answers that never come.</summary>
    private static Outcome Run(string number, FaultyServer server)
    {
        Case @case = Suite.Find(number);
        return CaseRun.Of(@case with { Plan = () => @case.Plan() with { WaitLimit = WaitLimit } }, server.Port);
    }
}
