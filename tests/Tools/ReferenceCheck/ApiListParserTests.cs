using Sensorcast.ReferenceCheck.Generation;

namespace Sensorcast.Tests.ReferenceCheckTests;

[TestClass]
public class ApiListParserTests
{
    [TestMethod]
    [DataRow("clas System.X")]
    [DataRow("class")]
    [DataRow("class System.X :")]
    [DataRow("delegate System.X(int)")]
    [DataRow("delegate System.X(in int) : void")]
    [DataRow("record System.X")]
    [DataRow("class System.X<T>")]
    [DataRow("")]
    [DataRow("class System.X\n  Do(int)")]
    [DataRow("class System.X\n  Do(in int) : void")]
    [DataRow("class System.X\n  Do(int*) : void")]
    [DataRow("class System.X\n  Do(int[,]) : void")]
    [DataRow("class System.X\n  async Do() : void")]
    [DataRow("class System.X\n  Name { set; } : int")]
    [DataRow("class System.X\n  Name = 1")]
    [DataRow("class System.X\n  const Name : int")]
    [DataRow("class System.X\n  Name : int = 1")]
    [DataRow("class System.X\n\n  Name : int")]
    [DataRow("class System.X\n\tName : int")]
    [DataRow("enum System.X\n  Name : int")]
    [DataRow("enum System.X\n  Name = A")]
    [DataRow("delegate System.X() : void\n  Name : int")]
    [DataRow("  Name : int")]
    public void LineThatIsNotUnderstoodIsAnError(string text)
    {
        string file = Path.Combine(Board.Scratch, Guid.NewGuid().ToString("N") + ".txt");
        File.WriteAllText(file, "# assembly X, package X 1.2.3\n" + text + "\n");
        ApiListException e = Assert.ThrowsExactly<ApiListException>(() => ApiListParser.Parse(file));
        Assert.StartsWith(file + "(", e.Message);
        Assert.Contains(": error NF9001: ", e.Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("class System.X")]
    [DataRow("# assembly X 1.2.3")]
    [DataRow("# assembly X, package X latest")]
    public void ListWithoutHeaderIsAnError(string header)
    {
        string file = Path.Combine(Board.Scratch, Guid.NewGuid().ToString("N") + ".txt");
        File.WriteAllText(file, header);
        ApiListException e = Assert.ThrowsExactly<ApiListException>(() => ApiListParser.Parse(file));
        Assert.StartsWith(file + "(1): error NF9001: ", e.Message);
    }
}
