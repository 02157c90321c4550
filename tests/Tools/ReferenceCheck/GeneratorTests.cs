using Mono.Cecil;
using Sensorcast.ReferenceCheck.Generation;

namespace Sensorcast.Tests.ReferenceCheckTests;

[TestClass]
public class GeneratorTests
{
    public static IEnumerable<object[]> Lists =>
        Directory.GetFiles(Board.ApiFolder, "*.txt").Select(file => new object[] { Path.GetFileName(file) });

    /// <summary>The metadata gives back each type with each of its lines, letter for letter, and nothing else.</summary>
    [TestMethod]
    [DynamicData(nameof(Lists))]
    public void EveryLineOfTheListIsInTheAssembly(string list)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Board.ApiFolder, list));
        using ModuleDefinition module = Read(Path.ChangeExtension(list, null));
        Dictionary<string, List<string>> written = module.GetTypes()
            .Where(type => type.IsPublic || type.IsNestedPublic)
            .Select(type => ApiText.Write(type).ToList())
            .ToDictionary(text => text[0]);

        int count = 1;
        foreach (List<string> listed in Split(lines))
        {
            Assert.IsTrue(written.Remove(listed[0], out List<string>? text), $"{listed[0]} is not there");
            CollectionAssert.AreEquivalent(listed, text);
            count += listed.Count;
        }

        Assert.IsEmpty(written);
        Assert.HasCount(count, lines);
    }

    [TestMethod]
    [DynamicData(nameof(Lists))]
    public void AssemblyHasTheNameAndVersionOfTheList(string list)
    {
        string header = File.ReadLines(Path.Combine(Board.ApiFolder, list)).First();
        using ModuleDefinition module = Read(Path.ChangeExtension(list, null));
        string[] words = header.Split(' ', ',');
        Assert.AreEqual(words[2], module.Assembly.Name.Name);
        Assert.AreEqual(words[^1] + ".0", module.Assembly.Name.Version.ToString());
    }

    [TestMethod]
    [DynamicData(nameof(Lists))]
    public void AssemblyRefersToTheCoreLibraryOfTheBoard(string list)
    {
        using ModuleDefinition core = Read("mscorlib");
        using ModuleDefinition module = Read(Path.ChangeExtension(list, null));
        Assert.AreEqual(core.Assembly.FullName, module.AssemblyReferences.Single(reference => reference.Name == "mscorlib").FullName);
        IEnumerable<TypeReference> missing = module.GetTypeReferences()
            .Where(type => type.Scope.Name == "mscorlib" && core.GetType(type.FullName) is not { IsNotPublic: false });
        Assert.IsEmpty(missing);
    }

    [TestMethod]
    public void CoreLibraryIsThePackagesOwn() =>
        CollectionAssert.AreEqual(
            File.ReadAllBytes(Board.CoreLibrary), File.ReadAllBytes(Path.Combine(Board.AssemblyFolder, "mscorlib.dll")));

    /// <summary>Code cannot use a type that a list names without listing it, so no code depends on it.</summary>
    [TestMethod]
    public void OnlyTwoTypesAreNamedAndNotListed()
    {
        GenerationSummary summary =
            ReferenceAssemblyGenerator.Generate(Board.CoreLibrary, Board.ApiFolder, Path.Combine(Board.Scratch, "unlisted"));
        CollectionAssert.AreEqual(
            (string[])["Iot.Device.Bmxx80.Bmxx80Base.Endianness", "System.Uri.Flags"],
            summary.Unlisted.ToArray());
        using ModuleDefinition module = Read("Iot.Device.Bmxx80");
        Assert.IsTrue(module.GetTypes().Single(type => type.Name == "Endianness").IsNestedAssembly);
    }

    private static ModuleDefinition Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(Board.AssemblyFolder, assembly + ".dll"));

    private static List<List<string>> Split(string[] lines)
    {
        List<List<string>> types = [];
        foreach (string line in lines.Skip(1))
        {
            if (line[0] != ' ')
            {
                types.Add([]);
            }

            types[^1].Add(line);
        }

        return types;
    }
}
